import type { StoredRecord } from '../../ground/store';
import { enriched, matchOf } from './match';

const person = (id: string, data: Record<string, unknown>): StoredRecord => ({
  kind: 'people',
  id,
  created: '2026-11-02T09:00:00.000Z',
  modified: null,
  version: 1,
  hiddenUntil: 0,
  data,
});
const people = [
  person('1', { firstName: 'Given', lastName: 'Family', emails: [{ value: 'ann@example.com' }], phones: [{ value: '(555) 555-0100' }] }),
];

describe('X10: whom Follow Up Boss takes an event for', () => {
  it('X10: the person with the e-mail, whatever the name', () => {
    expect(matchOf({ firstName: 'Other', emails: [{ value: 'ANN@example.com' }] }, people)?.id).toBe('1');
  });

  it('X10: the person with the telephone and both names', () => {
    expect(matchOf({ firstName: 'given', lastName: 'FAMILY', phones: [{ value: '+1 555 555 0100' }] }, people)?.id).toBe('1');
  });

  it('X10: nobody with the telephone alone: two people may share one', () => {
    expect(matchOf({ phones: [{ value: '555 555 0100' }] }, people)).toBeUndefined();
    expect(matchOf({ firstName: 'Second', lastName: 'Family', phones: [{ value: '555 555 0100' }] }, people)).toBeUndefined();
  });

  it('X10: what an event brings is added, nothing is taken away, and nobody is reassigned', () => {
    const given = {
      emails: [{ value: 'ANN@example.com' }, { value: 'new@example.com' }],
      tags: ['buyer'],
      assignedUserId: 9,
      background: 'b',
    };
    expect(enriched({ ...people[0]?.data, tags: ['old'] }, given)).toEqual({
      background: 'b',
      emails: [{ value: 'ann@example.com' }, { value: 'new@example.com' }],
      phones: [{ value: '(555) 555-0100' }],
      tags: ['old', 'buyer'],
    });
  });
});
