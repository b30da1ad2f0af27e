import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { FakeWindow } from '../../../test/fake-window';
import { FixedClock } from '../../../test/fixed-clock';
import { reader } from '../../../test/reader';
import { ann, home, tell, type Tale } from '../../../test/told-events';
import { PersonRecord } from '../person-record';
import type { PersonView } from '../person-view';

let desk: DeskDatabase;
let db: DataSource;

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
  await tell(
    db,
    { type: 'person.registered', data: ann },
    { type: 'person.registered', origin: 'office', subject: '17', data: { person: { emails: [{ address: 'ann.reed@example.org' }] } } },
  );
});
afterEach(() => desk.end());
afterAll(endPostgres);

const record = (): Promise<PersonView> =>
  new PersonRecord(db, new FixedClock('2026-11-24T12:00:00Z'), new FakeWindow()).read(reader(), personIdOf('oak', 'site', 'ann'));
const said = (type: string, time: string, data: object, more: Partial<Tale> = {}): Tale => ({
  type,
  time: `2026-11-20T${time}:00Z`,
  received: `2026-11-20T${time}:01.000Z`,
  data: { searchId: 's1', ...data },
  ...more,
});
const wanted = (maxPrice: string, more: object = {}): object => ({
  search: { channel: 'sales', strength: 'explicit', maxPrice, currency: 'GBP' },
  ...more,
});
const fromOffice = { origin: 'office', subject: '17' };
const searches = async (): Promise<unknown[]> =>
  (await record()).searches.map(({ searchId, name, criteria, alert, side, savedAt, removedAt }) => [
    searchId,
    name,
    criteria.maxPrice,
    alert?.status ?? null,
    side,
    savedAt.slice(11, 16),
    removedAt?.slice(11, 16) ?? null,
  ]);

test('P6: a search that the website saved and the back office changed is one, as the newest word has it', async () => {
  await tell(
    db,
    // The website counts the versions of its searches; the back office does not.
    said('search.saved', '10:00', wanted('300000', { name: 'Mine', alert: { status: 'active', frequency: 'daily' } }), { sequence: '7' }),
    said('search.updated', '11:00', wanted('400000', { name: 'Wider' }), fromOffice),
  );
  expect(await searches()).toEqual([['s1', 'Wider', '400000', 'active', 'website', '10:00', null]]);
  expect((await record()).summary.searches).toBe(1);
});

test('P6: whoever removes a search removes it for all, until somebody saves it again', async () => {
  await tell(db, said('search.saved', '10:00', wanted('300000')), said('search.removed', '11:00', {}, fromOffice));
  expect(await searches()).toEqual([['s1', null, '300000', null, 'website', '10:00', '11:00']]);
  expect((await record()).summary.searches).toBe(0);
  await tell(db, said('search.saved', '12:00', wanted('350000'), fromOffice));
  expect([await searches(), (await record()).summary.searches]).toEqual([[['s1', null, '350000', null, 'website', '10:00', null]], 1]);
});

test('P6: a sender weighs its own words by its own versions, whatever its clock says', async () => {
  await tell(
    db,
    said('search.saved', '11:00', wanted('300000'), { sequence: '1' }),
    said('search.removed', '10:59', {}, { sequence: '2' }),
  );
  expect([await searches(), (await record()).summary.searches]).toEqual([[['s1', null, '300000', null, 'website', '11:00', '10:59']], 0]);
});

test('P9: whoever withdraws an interest shown in branch withdraws it for all', async () => {
  const interest = (type: string, time: string, more: object): Tale => ({
    type,
    time: `2026-11-20T${time}:00Z`,
    data: home('9', '9 Mill Lane'),
    ...more,
  });
  await tell(db, interest('interest.registered', '10:00', fromOffice));
  expect((await record()).savedProperties).toMatchObject([{ label: '9 Mill Lane', via: 'interest' }]);
  await tell(db, { type: 'person.registered', origin: 'second-office', subject: '9', data: ann });
  await tell(db, interest('interest.withdrawn', '11:00', { origin: 'second-office', subject: '9' }));
  expect([(await record()).savedProperties, (await record()).summary.saves]).toEqual([[], 0]);
});
