import type { Pack } from '#mapping';
import { ownWritesIn } from './own-writes';

// No more of a pack is looked at.
const pack = {
  records: new Map([
    ['contact', {}],
    ['applicant', {}],
  ]),
  document: { records: { contact: { of: 'person' }, applicant: { of: 'search' }, area1: { of: 'search' } } },
} as unknown as Pack;
const known = [
  { record: 'contact', vendorId: 'c1' },
  { record: 'applicant', vendorId: 'a1' },
  { record: 'area1', vendorId: 'x1' },
];
const at = { record: 'contact', vendorId: 'c1' };
const receivedtime = '2026-03-01T09:00:00Z';
const shown = (type: string, data: unknown, writes: 'person' | 'consent' | 'relation', where?: typeof at) =>
  ownWritesIn(pack, { type, data, receivedtime, request: { id: 'r', writes }, at: where, known }).map(({ record, vendorId, event }) => [
    record,
    vendorId,
    event.data,
  ]);

describe('what a write of ours is read as', () => {
  it('I10: what the event says, at the record it names', () => {
    expect(shown('person.updated', { person: {} }, 'person', at)).toEqual([['contact', 'c1', { person: {} }]]);
  });

  it('I10, P5: an alert that is switched on is the contact’s consent, and the alert of every search that comes in', () => {
    const data = { searchId: 's1', alert: { status: 'active' } };
    expect(shown('search.saved', data, 'consent', at)).toEqual([
      ['contact', 'c1', { ...data, consents: null }],
      ['applicant', 'a1', { searchId: null, alert: null }],
    ]);
  });

  it('I10, P12: who is related to a search is its household', () => {
    const data = { householdId: 'h1', members: [] };
    expect(shown('household.changed', data, 'relation')).toEqual([['applicant', 'a1', data]]);
  });
});
