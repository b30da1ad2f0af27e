import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase, dumpOf } from '../../test/desk-database';
import { FakeWindow } from '../../test/fake-window';
import { FixedClock } from '../../test/fixed-clock';
import { reader } from '../../test/reader';
import { ann, home, taken, tell } from '../../test/told-events';
import { PersonRecord } from '../people/person-record';
import { project } from './project';

let desk: DeskDatabase;
let db: DataSource;
const id = (subject: string, origin = 'site'): string => personIdOf('oak', origin, subject);
const person = (personId: string) =>
  new PersonRecord(db, new FixedClock('2026-11-24T12:00:00Z'), new FakeWindow()).read(reader(), personId);
const withEmail = (address: string): object => ({ person: { emails: [{ address }] } });

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterEach(() => desk.end());
afterAll(endPostgres);

test('who shares an e-mail address between participants is one human, under any of her ids', async () => {
  await tell(
    db,
    { type: 'person.registered', data: ann },
    { type: 'person.registered', origin: 'office', subject: '17', data: withEmail('ann.reed@example.org') },
  );
  const [one, other] = [await person(id('ann')), await person(id('17', 'office'))];
  expect(one).toEqual(other);
  expect(one.identities.map(({ participant, participantName, linkedBy }) => [participant, participantName, linkedBy]).sort()).toEqual([
    ['office', 'office', 'email'],
    ['site', 'The website', 'email'],
  ]);
});

test('X8: a couple that shares an address stays two people', async () => {
  await tell(
    db,
    { type: 'person.registered', data: withEmail('we@x.example') },
    { type: 'person.registered', origin: 'office', subject: '17', data: withEmail('we@x.example') },
  );
  expect((await person(id('ann'))).identities).toHaveLength(2);
  await tell(db, { type: 'person.registered', subject: 'bob', data: withEmail('we@x.example') });
  expect((await person(id('ann'))).identities).toHaveLength(1);
  expect((await person(id('bob'))).identities).toHaveLength(1);
});

test('a no beats a yes whatever the clock says', async () => {
  const say = (status: string, at: string) => ({
    type: 'consent.changed',
    data: { consents: [{ purpose: 'marketing', channel: 'sms', status, at }] },
  });
  await tell(db, say('withdrawn', '2026-11-01T10:00:00Z'), say('granted', '2026-11-19T10:00:00Z'));
  const { consents, summary } = await person(id('ann'));
  expect(consents).toMatchObject([{ purpose: 'marketing', channel: 'sms', status: 'withdrawn' }]);
  expect(summary.consentDenied).toEqual(['sms']);
});

test('a person erased leaves nothing but a hash in the desk, and what is told later is not kept', async () => {
  await tell(
    db,
    { type: 'person.registered', data: { person: { ...ann.person, address: '1 Secret Street' } } },
    { type: 'enquiry.made', data: { enquiryType: 'viewing', intent: 'buy', message: 'Call me, I am Secret Ann' } },
    { type: 'person.registered', origin: 'office', subject: '17', data: withEmail('ann.reed@example.org') },
  );
  await db.query(
    `insert into lead_desk.notes (agency, id, person_id, text, at, by) values ('oak', gen_random_uuid(), $1, 'Secret note', now(), 'Me')`,
    [id('ann')],
  );
  await tell(db, { type: 'person.erased', data: { reason: 'asked' } });
  await tell(db, { type: 'property.viewed', data: home('1', 'Secret House') });
  const left = (await dumpOf(db)).filter((row) => row.includes(id('ann')));
  expect(left).toHaveLength(1);
  expect(left[0]).toMatch(/^persons .*"subject": null/);
  expect((await dumpOf(db)).join('\n')).not.toMatch(/secret|reed"|7946/i);
  await expect(person(id('ann'))).rejects.toMatchObject({ status: 404 });
  expect((await person(id('17', 'office'))).identities).toHaveLength(1);
});

test('a batch of 500 events costs as many statements as a batch of 50', async () => {
  const batch = (size: number, from: number) =>
    Array.from({ length: size }, (_, n) =>
      taken(
        n % 2
          ? { type: 'property.saved', subject: `p${from + n}`, data: home(`${n}`) }
          : { type: 'person.registered', subject: `p${from + n}`, data: withEmail(`p${from + n}@x.example`) },
      ),
    );
  const statementsFor = (size: number, from: number): Promise<number> =>
    db.transaction(async (manager) => {
      let count = 0;
      const counting: typeof manager = Object.create(manager, {
        query: { value: (sql: string, given: unknown[]) => ((count += 1), manager.query(sql, given)) },
      });
      await project(counting, batch(size, from));
      return count;
    });
  const small = await statementsFor(50, 0);
  expect(await statementsFor(500, 1000)).toBe(small);
  expect(small).toBeLessThan(30);
});

test('text that PostgreSQL cannot hold does not stop a batch', async () => {
  const outcomes = await tell(
    db,
    { type: 'person.registered', data: { person: { name: { full: 'A\u0000nn \ud800' } } } },
    { type: 'search.saved', data: { searchId: 'a\u0000', search: { strength: 'explicit', channel: 'sales' } } },
    { type: 'search.saved', data: { searchId: 'a', search: { strength: 'explicit', channel: 'sales', ['x\u0000']: 1 } } },
    { type: 'site.visited', data: { visits: 1e300, visitedAt: 'yesterday' }, time: '+999999-01-01T00:00:00Z' },
    { type: 'household.changed', data: 'not an object' },
    { type: 'consent.changed', data: { consents: [null, 7, { purpose: 'x' }] } },
  );
  expect(outcomes.every((outcome) => outcome.state === 'delivered')).toBe(true);
  expect((await person(id('ann'))).summary.name).toBe('Ann \ufffd');
});
