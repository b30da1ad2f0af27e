import type { StoredRecord } from '../../ground/store';
import { matchOf } from './match';

const contact = (id: string, data: Record<string, unknown>): StoredRecord => ({
  kind: 'contacts',
  id,
  created: '2026-11-02T09:00:00.000Z',
  modified: null,
  version: 1,
  hiddenUntil: 0,
  data,
});
const people = [contact('a', { email: 'A@example.com' }), contact('b', { phone: '+1 555 0100' })];

describe('X10: which contact HighLevel takes an upsert for', () => {
  it('X10: the one with the same e-mail, letters without regard to case', () => {
    expect(matchOf({ email: 'a@EXAMPLE.com' }, people, { allowed: false, order: ['email', 'phone'] })).toMatchObject({
      record: { id: 'a' },
      by: 'email',
    });
  });

  it('X10: the first member of the setting decides when each finds another', () => {
    const body = { email: 'a@example.com', phone: '+15550100' };
    expect(matchOf(body, people, { allowed: false, order: ['email', 'phone'] })?.record.id).toBe('a');
    expect(matchOf(body, people, { allowed: false, order: ['phone', 'email'] })?.record.id).toBe('b');
  });

  it('X10: none when nothing fits', () => {
    expect(matchOf({ email: 'c@example.com' }, people, { allowed: false, order: ['email', 'phone'] })).toBeUndefined();
    expect(matchOf({}, people, { allowed: false, order: ['email'] })).toBeUndefined();
  });
});
