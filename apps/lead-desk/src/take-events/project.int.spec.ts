import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { ann, explicit, home, implied, tell } from '../../test/told-events';
import { PeopleList } from '../people/people-list';
import { PersonRecord } from '../people/person-record';
import { PersonTimeline } from '../people/person-timeline';
import type { PersonView } from '../people/person-view';
import { FakeWindow } from '../../test/fake-window';
import { FixedClock } from '../../test/fixed-clock';
import { reader } from '../../test/reader';

let desk: DeskDatabase;
let db: DataSource;
const clock = new FixedClock('2026-11-24T12:00:00Z');
const annId = personIdOf('oak', 'site', 'ann');
const person = (id = annId): Promise<PersonView> => new PersonRecord(db, clock, new FakeWindow()).read(reader(), id);

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterEach(() => desk.end());
afterAll(endPostgres);

test('P1: a registration on the website makes a person and opens a lead', async () => {
  const outcomes = await tell(db, { type: 'person.registered', data: ann });
  expect(outcomes).toEqual([{ state: 'delivered' }]);
  const { summary, names, leads, phones } = await person();
  expect(summary).toMatchObject({ id: annId, name: 'Ann Reed', email: 'Ann.Reed@Example.org', phone: '+442079460000', sides: ['website'] });
  expect(names).toMatchObject({ value: { given: 'Ann', family: 'Reed' }, side: 'website', participant: 'site' });
  expect(phones[0]?.value).toEqual({ typed: '020 7946 0000', e164: '+442079460000' });
  expect(leads).toMatchObject([
    { intent: 'buy', stage: 'uncontacted', recordStatus: 'active', openedBy: 'person.registered', closedAt: null },
  ]);
});

test('P1: an update changes what it names and leaves the rest', async () => {
  await tell(db, { type: 'person.registered', data: ann });
  await tell(db, {
    type: 'person.updated',
    time: '2026-11-20T11:00:00Z',
    received: '2026-11-20T11:00:01.000Z',
    data: { person: { name: { full: 'Ann Reed-Holt' } } },
  });
  expect((await person()).summary).toMatchObject({ name: 'Ann Reed-Holt', email: 'Ann.Reed@Example.org' });
});

test('P2: a customer of the branch is known, invited, and opens no lead', async () => {
  await tell(
    db,
    { type: 'person.registered', data: ann, origin: 'office', subject: '17' },
    { type: 'account.invited', data: ann, origin: 'office', subject: '17' },
  );
  const { summary, leads } = await person(personIdOf('oak', 'office', '17'));
  expect(summary).toMatchObject({ name: 'Ann Reed', sides: ['backOffice'], openLeads: [] });
  expect(leads).toEqual([]);
});

test('P3: the number of visits never goes back, whatever arrives twice or late', async () => {
  const visit = (visits: number, time: string) => ({
    type: 'site.visited',
    id: `visit-${visits}`,
    data: { visits, visitedAt: time },
    time,
  });
  await tell(db, visit(7, '2026-11-20T09:00:00Z'), visit(5, '2026-11-18T09:00:00Z'));
  await tell(db, visit(7, '2026-11-20T09:00:00Z'), visit(6, '2026-11-19T09:00:00Z'));
  expect((await person()).summary).toMatchObject({ visits: 7, lastVisitAt: '2026-11-20T09:00:00.000Z' });
});

test('P3: call lists sort and filter by recency and interest', async () => {
  const at = (time: string) => ({ time, received: time });
  await tell(
    db,
    { type: 'enquiry.made', subject: 'keen', data: { enquiryType: 'viewing', intent: 'buy' }, ...at('2026-11-23T09:00:00Z') },
    { type: 'property.viewed', subject: 'idle', data: home('1'), ...at('2026-11-24T09:00:00Z') },
    { type: 'enquiry.made', subject: 'gone', data: { enquiryType: 'viewing', intent: 'rent' }, ...at('2026-01-02T09:00:00Z') },
  );
  const list = new PeopleList(db, clock);
  const ids = async (query: object): Promise<string[]> => (await list.list('oak', query)).people.map((one) => one.id);
  const [keen, idle, gone] = ['keen', 'idle', 'gone'].map((subject) => personIdOf('oak', 'site', subject));
  expect(await ids({})).toEqual([idle, keen, gone]);
  expect(await ids({ sort: 'interest' })).toEqual([keen, idle, gone]);
  expect(await ids({ recency: 30, sort: 'interest', direction: 'asc' })).toEqual([idle, keen]);
  expect(await ids({ intent: 'rent' })).toEqual([gone]);
  const first = await list.list('oak', { limit: 2 });
  expect(first.total).toBe(3);
  expect(await ids({ limit: 2, after: first.next ?? '' })).toEqual([gone]);
});

test('P4: repeated searches fold into one inferred interest with count and recency', async () => {
  await tell(
    db,
    { type: 'search.performed', data: implied(), time: '2026-11-18T10:00:00Z' },
    { type: 'search.performed', data: implied({ minBedrooms: 3 }), time: '2026-11-20T10:00:00Z' },
    { type: 'search.performed', data: implied({ channel: 'lettings' }), time: '2026-11-19T10:00:00Z' },
  );
  const { inferredInterests, searches, leads } = await person();
  expect(inferredInterests).toMatchObject([
    {
      count: 2,
      lastAt: '2026-11-20T10:00:00.000Z',
      criteria: { minBedrooms: 3, strength: 'implied' },
      areas: [{ label: 'Clapham', geometry: { type: 'Polygon' } }],
    },
    { count: 1 },
  ]);
  expect(searches).toEqual([]);
  expect(leads).toEqual([]);
});

test('P4: an implied search that calls itself saved is not taken for an explicit one (I11)', async () => {
  await tell(db, { type: 'search.saved', data: { searchId: 's1', ...implied() } });
  expect((await person()).searches).toEqual([]);
});

test('P5: a saved search is edited, its alert changed and it is removed, in any order of arrival', async () => {
  const steps = [
    {
      type: 'search.saved',
      id: 'a',
      time: '2026-11-18T10:00:00Z',
      data: { ...explicit('s1'), alert: { status: 'active', frequency: 'daily' } },
    },
    { type: 'search.updated', id: 'b', time: '2026-11-19T10:00:00Z', data: explicit('s1', { minBedrooms: 4 }) },
    {
      type: 'alert.changed',
      id: 'c',
      time: '2026-11-19T11:00:00Z',
      data: { searchId: 's1', alert: { status: 'paused', frequency: 'weekly' } },
    },
    { type: 'search.removed', id: 'd', time: '2026-11-19T12:00:00Z', data: { searchId: 's1' } },
  ];
  for (const step of steps.toReversed()) await tell(db, step);
  const { searches, summary } = await person();
  expect(searches).toMatchObject([
    {
      searchId: 's1',
      strength: 'explicit',
      criteria: { minBedrooms: 4 },
      alert: { status: 'paused', frequency: 'weekly' },
      savedAt: '2026-11-18T10:00:00.000Z',
      removedAt: '2026-11-19T12:00:00.000Z',
    },
  ]);
  expect(summary.searches).toBe(0);
});

test('P6: a search saved in the back office stands beside those of the website', async () => {
  await tell(db, { type: 'person.registered', data: ann }, { type: 'search.saved', data: explicit('s1') });
  await tell(
    db,
    { type: 'person.registered', data: ann, origin: 'office', subject: '17' },
    { type: 'search.saved', origin: 'office', subject: '17', data: explicit('b1') },
  );
  const { searches, summary } = await person();
  expect(searches.map((search) => search.side).sort()).toEqual(['backOffice', 'website']);
  expect(summary.searches).toBe(2);
});

test('P7: a view is a line of the timeline and opens no lead', async () => {
  await tell(db, { type: 'property.viewed', data: home('1', '12 High Street') });
  const { entries } = await new PersonTimeline(db).read('oak', annId, {});
  expect(entries).toMatchObject([{ kind: 'view', sentence: 'Looked at 12 High Street', event: { participant: 'site', source: '/site' } }]);
  expect((await person()).leads).toEqual([]);
});

test('P8: a save again is an edit, an unsave lets go', async () => {
  await tell(
    db,
    { type: 'property.saved', data: home('1', '12 High St'), time: '2026-11-18T10:00:00Z' },
    { type: 'property.saved', data: home('2') },
  );
  await tell(db, { type: 'property.saved', data: home('1', '12 High Street'), time: '2026-11-19T10:00:00Z' });
  expect((await person()).savedProperties.map((one) => one.label)).toEqual(['2', '12 High Street']);
  await tell(db, { type: 'property.unsaved', data: home('1'), time: '2026-11-20T09:00:00Z' });
  expect((await person()).summary.saves).toBe(1);
});

test('P9: interest shown in branch is a saved property until it is withdrawn', async () => {
  await tell(db, { type: 'interest.registered', origin: 'office', subject: '17', data: { ...home('1'), how: 'viewing' } });
  expect((await person(personIdOf('oak', 'office', '17'))).savedProperties).toMatchObject([{ via: 'interest', side: 'backOffice' }]);
  await tell(db, {
    type: 'interest.withdrawn',
    origin: 'office',
    subject: '17',
    data: home('1'),
    time: '2026-11-20T11:00:00Z',
    received: '2026-11-20T11:00:01.000Z',
  });
  expect((await person(personIdOf('oak', 'office', '17'))).savedProperties).toEqual([]);
});

test('P10: a private note leaves nothing in the desk, a shared one is told', async () => {
  const outcomes = await tell(
    db,
    { type: 'property.noted', data: { ...home('1'), visibility: 'private', text: 'our secret limit' } },
    { type: 'property.noted', data: { ...home('1'), text: 'unmarked secret' } },
    { type: 'property.noted', data: { ...home('1'), visibility: 'shared', text: 'lovely garden' } },
    { type: 'property.rated', data: { ...home('1'), stars: 4 } },
  );
  expect(outcomes).toEqual([
    { state: 'ignored', row: 'P10' },
    { state: 'ignored', row: 'P10' },
    { state: 'delivered' },
    { state: 'delivered' },
  ]);
  const { entries } = await new PersonTimeline(db).read('oak', annId, {});
  expect(entries.map((entry) => entry.sentence).sort()).toEqual(['Gave 1 4 stars', 'Noted on 1: “lovely garden”']);
});

test('P11: an enquiry opens a lead for what the person wants; the next of the same intent joins it', async () => {
  await tell(db, { type: 'enquiry.made', data: { enquiryType: 'valuation', intent: 'sell' }, time: '2026-11-18T10:00:00Z' });
  await tell(
    db,
    { type: 'enquiry.made', data: { enquiryType: 'viewing', intent: 'sell' } },
    { type: 'enquiry.made', data: { enquiryType: 'mortgage', intent: 'buy' } },
  );
  const { leads } = await person();
  expect(leads).toMatchObject([{ intent: 'sell', openedAt: '2026-11-18T10:00:00.000Z' }, { intent: 'buy' }]);
});

test('P12: everybody is a household of one until a group is told', async () => {
  await tell(
    db,
    { type: 'person.registered', data: ann },
    { type: 'person.registered', subject: 'bob', data: { person: { name: { given: 'Bob' } } } },
  );
  expect((await person()).household).toEqual({ id: annId, members: [{ personId: annId, name: 'Ann Reed' }] });
  await tell(db, { type: 'household.changed', data: { householdId: 'h1', members: [{ subject: 'ann' }, { subject: 'bob' }] } });
  const { household } = await person();
  expect(household?.id).toBe('h1');
  expect(household?.members.map((member) => member.name).sort()).toEqual(['Ann Reed', 'Bob']);
});

test('P13: a claim is a soft link with a note and a to-do, and P14: the word of the back office makes it firm', async () => {
  const claim = { ...home('9', '9 Mill Lane'), ownership: { capacity: 'vendor', state: 'claimed' } };
  await tell(db, { type: 'ownership.claimed', data: claim });
  const before = await person();
  expect(before.ownerships).toMatchObject([{ state: 'claimed', capacity: 'vendor', label: '9 Mill Lane' }]);
  expect(before.todos).toMatchObject([{ title: 'Check whether this is the vendor of 9 Mill Lane', doneAt: null }]);
  expect(before.notes).toHaveLength(1);
  expect(before.leads).toMatchObject([{ intent: 'sell' }]);
  await tell(db, {
    type: 'person.registered',
    origin: 'office',
    subject: '17',
    data: { person: { externalIds: [{ system: 'site', id: 'ann' }] } },
  });
  await tell(db, {
    type: 'ownership.confirmed',
    origin: 'office',
    subject: '17',
    data: { ...claim, ownership: { capacity: 'vendor', state: 'confirmed' } },
  });
  expect((await person()).ownerships).toMatchObject([{ state: 'confirmed' }]);
  await tell(db, { type: 'ownership.claimed', time: '2026-11-20T09:00:00Z', data: claim });
  expect((await person()).ownerships).toMatchObject([{ state: 'confirmed' }]);
});

test('P15 and P16: feedback and appointments are told in plain words', async () => {
  await tell(
    db,
    { type: 'feedback.given', data: { ...home('1', '1 Oak Road'), text: 'too dark', stars: 2 } },
    {
      type: 'appointment.booked',
      data: { appointmentId: 'a', kind: 'viewing', start: '2026-11-25T10:00:00Z', ...home('1', '1 Oak Road') },
      time: '2026-11-20T09:00:00Z',
    },
    { type: 'appointment.cancelled', data: { appointmentId: 'a', reason: 'ill' }, time: '2026-11-20T08:00:00Z' },
  );
  const { entries } = await new PersonTimeline(db).read('oak', annId, {});
  expect(entries.map((entry) => [entry.kind, entry.sentence])).toEqual([
    ['note', 'Feedback on 1 Oak Road 2 stars: “too dark”'],
    ['appointment', 'Viewing at 1 Oak Road booked for 2026-11-25'],
    ['appointment', 'Appointment cancelled: “ill”'],
  ]);
});

test('P17: an unknown type and a newer version are ignored with their row and leave nothing', async () => {
  const outcomes = await tell(
    db,
    { type: 'garden.watered', data: {} },
    { type: 'property.viewed', data: home('1'), dataschema: 'urn:people-exchange:property.viewed:2' },
  );
  expect(outcomes).toEqual([
    { state: 'ignored', row: 'P17' },
    { state: 'ignored', row: 'P17' },
  ]);
  await expect(person()).rejects.toMatchObject({ status: 404 });
});
