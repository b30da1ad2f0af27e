import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase, dumpOf } from '../../test/desk-database';
import { ann, explicit, home, implied, type Tale, taken, tellTaken } from '../../test/told-events';

let desk: DeskDatabase;
let db: DataSource;

beforeAll(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterAll(async () => {
  await desk.end();
  await endPostgres();
});

const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T10:00:00Z`;
const person = (email: string, more: object = {}): object => ({
  person: { name: { given: email.split('@')[0] }, emails: [{ address: email }], ...more },
});

const tales: Tale[] = [
  { type: 'person.registered', data: ann, time: day(1) },
  { type: 'person.registered', subject: 'bob', data: person('couple@x.example'), time: day(2) },
  { type: 'person.registered', subject: 'cat', data: person('couple@x.example'), time: day(3) },
  { type: 'person.registered', origin: 'office', subject: '17', data: person('couple@x.example'), time: day(4) },
  {
    type: 'person.registered',
    origin: 'office',
    subject: '18',
    data: { person: { externalIds: [{ system: 'site', id: 'ann' }] } },
    time: day(5),
  },
  { type: 'person.updated', origin: 'second', subject: 'a2', data: person('ann.reed@example.org', { address: '1 Elm Row' }), time: day(6) },
  { type: 'person.updated', data: { person: { name: { full: 'Ann R.' } } }, time: day(5), sequence: '2' },
  { type: 'person.updated', data: { person: { name: { full: 'Ann Reed' } } }, time: day(4), sequence: '10' },
  { type: 'person.merged', subject: 'bob', data: { mergedSubjects: ['bobby'] }, time: day(7) },
  { type: 'property.viewed', subject: 'bobby', data: home('5'), time: day(2) },
  { type: 'site.visited', data: { visits: 4 }, time: day(8) },
  { type: 'site.visited', data: { visits: 9 }, time: day(7) },
  { type: 'search.performed', data: implied(), time: day(7) },
  { type: 'search.performed', data: implied({ minBedrooms: 5 }), time: day(8) },
  { type: 'search.saved', data: explicit('s'), time: day(3) },
  { type: 'search.removed', data: { searchId: 's' }, time: day(5) },
  { type: 'search.updated', data: explicit('s', { minBedrooms: 1 }), time: day(6) },
  { type: 'property.saved', data: home('1', 'A'), time: day(3) },
  { type: 'property.unsaved', data: home('1', 'A'), time: day(4) },
  { type: 'consent.changed', data: { consents: [{ purpose: 'marketing', channel: 'email', status: 'denied', at: day(2) }] }, time: day(2) },
  {
    type: 'consent.changed',
    data: { consents: [{ purpose: 'marketing', channel: 'email', status: 'granted', at: day(9) }] },
    time: day(9),
  },
  { type: 'enquiry.made', data: { enquiryType: 'viewing', intent: 'buy' }, time: day(5) },
  { type: 'enquiry.made', data: { enquiryType: 'viewing', intent: 'buy' }, time: day(2) },
  { type: 'ownership.claimed', data: { ...home('9'), ownership: { capacity: 'landlord', state: 'claimed' } }, time: day(6) },
  {
    type: 'ownership.refuted',
    data: { ...home('9'), ownership: { capacity: 'landlord', state: 'refuted' } },
    origin: 'office',
    subject: '18',
    time: day(5),
  },
  { type: 'household.changed', data: { householdId: 'h', members: [{ subject: 'ann' }, { subject: 'bob' }] }, time: day(3) },
  { type: 'household.changed', data: { householdId: 'h', members: [{ subject: 'ann' }] }, time: day(2) },
];
const events = tales.map((tale, n) => taken({ ...tale, id: `n${n}` }));

async function stateAfter(order: readonly number[], batch: number): Promise<string[]> {
  const everything = events.map((_, n) => n);
  const told = [...order, ...everything].flatMap((n) => events[n] ?? []);
  for (let from = 0; from < told.length; from += batch) await tellTaken(db, told.slice(from, from + batch));
  const state = await dumpOf(db);
  for (const table of [
    'persons',
    'person_details',
    'person_keys',
    'people',
    'households',
    'timeline',
    'searches',
    'inferred_interests',
    'saved_properties',
    'ownerships',
    'consents',
    'leads',
    'todos',
    'notes',
  ]) {
    await db.query(`delete from lead_desk.${table}`);
  }
  return state;
}

test('whatever the order, the batches and the repetitions, the desk ends up knowing the same', async () => {
  const expected = await stateAfter([], events.length);
  expect(expected.length).toBeGreaterThan(60);
  const order = fc.array(fc.nat({ max: events.length - 1 }), { minLength: events.length, maxLength: 2 * events.length });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 30 }), async (shuffled, batch) => {
      expect(await stateAfter(shuffled, batch)).toEqual(expected);
    }),
    { numRuns: 12 },
  );
}, 400_000);
