import { randomUUID } from 'node:crypto';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { ann, tell } from '../../test/told-events';
import { type ToTell, tellMembers } from './tell-members';

let desk: DeskDatabase;
let db: DataSource;
const now = new Date('2026-11-24T12:00:00Z');
const annId = personIdOf('oak', 'site', 'ann');

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterEach(() => desk.end());
afterAll(endPostgres);

async function member(more: { agency?: string; email?: string; disabled?: boolean } = {}): Promise<string> {
  const id = randomUUID();
  const { agency = 'oak', email = `${id}@oak.example` } = more;
  await db.query(
    `insert into lead_desk.members (agency, id, email, name, role, created_at, disabled_at) values ($1, $2, $3, 'Mo Member', 'officeManager', $4, $5)`,
    [agency, id, email, now, more.disabled ? now : null],
  );
  return id;
}
const of = (id: string, more: Partial<ToTell> = {}): ToTell => ({
  agency: 'oak',
  member: id,
  kind: 'leadNew',
  leadId: randomUUID(),
  personId: annId,
  words: { name: 'Ann Reed', office: 'Lewes' },
  mail: true,
  ...more,
});
const say = (...told: ToTell[]): Promise<void> => db.transaction((manager) => tellMembers(manager, told, now));
const rows = (table: 'messages' | 'mails'): Promise<Record<string, unknown>[]> =>
  db.query(`select t.* from lead_desk.${table} t join lead_desk.members m on m.id = t.member_id order by m.email`);

test('F10: a member is told in the desk, and by mail where that is wanted', async () => {
  const [one, other] = [await member({ email: 'a@oak.example' }), await member({ email: 'b@oak.example' })];
  await say(of(one), of(other, { mail: false }));
  expect(await rows('messages')).toMatchObject([
    { member_id: one, kind: 'leadNew', person_id: annId, words: { name: 'Ann Reed', office: 'Lewes' }, at: now, read_at: null },
    { member_id: other },
  ]);
  expect(await rows('mails')).toMatchObject([
    { member_id: one, to_name: 'Mo Member', to_address: 'a@oak.example', state: 'waiting', due_at: now, attempts: 0 },
  ]);
});

test('F10: no mail is made for who is disabled or has no address, and nobody of another agency is told', async () => {
  await say(of(await member({ disabled: true })), of(await member({ email: '' })), of(await member({ agency: 'elm' })), of(randomUUID()));
  expect(await rows('messages')).toHaveLength(2);
  expect(await rows('mails')).toEqual([]);
});

test('however many are told, it takes two statements, in the transaction of what happened', async () => {
  const id = await member();
  let statements = 0;
  const failing = db.transaction(async (manager) => {
    const query = manager.query.bind(manager);
    manager.query = (...given: Parameters<typeof query>) => {
      statements += 1;
      return query(...given);
    };
    await tellMembers(
      manager,
      Array.from({ length: 2_000 }, () => of(id)),
      now,
    );
    expect(await query('select count(*)::int as n from lead_desk.mails')).toEqual([{ n: 2_000 }]);
    throw new TypeError('the caller changes its mind');
  });
  await expect(failing).rejects.toThrow('changes its mind');
  expect(statements).toBe(2);
  expect([await rows('messages'), await rows('mails')]).toEqual([[], []]);
});

test('words are kept short and as the database can hold them', async () => {
  await say(of(await member(), { words: { name: `\u0000${'x'.repeat(10_000)}`, half: '\uD800' } }));
  const [{ words } = {}] = await rows('messages');
  expect(words).toEqual({ name: `${'x'.repeat(299)}…`, half: '\uFFFD' });
});

test('an offer is worth a mail until it ends', async () => {
  await say(of(await member(), { kind: 'leadOffered', words: { until: '2026-11-24T12:15:00.000Z' } }));
  expect(await rows('mails')).toMatchObject([{ worth_until: new Date('2026-11-24T12:15:00Z') }]);
});

test('X7: what members were told of a person goes when the person is erased', async () => {
  await tell(db, { type: 'person.registered', data: ann });
  await say(of(await member()), of(await member(), { personId: null }));
  await tell(db, { type: 'person.erased', data: {} });
  expect([await rows('messages'), await rows('mails')]).toMatchObject([[{ person_id: null }], [{ person_id: null }]]);
});
