import { randomUUID } from 'node:crypto';
import { leadDesk } from '#delivery';
import { memoryLog } from '../../../test/memory-log';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer, leadIdOf } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell, tellTaken } from '../../../test/told-events';
import { OutboxRelay } from '../../say-events/outbox';

interface Added {
  id: string;
  joined: boolean;
}

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const add = (values: object, more: object = {}, who = admin): Promise<Response> =>
  who.post('/api/leads', { id: randomUUID(), values, ...more });
const list = async (who = admin): Promise<{ leads: object[]; total: number }> =>
  (await (await who.get('/api/leads')).json()) as { leads: object[]; total: number };
const everything = {
  source: 'referral',
  intent: 'sell',
  financing: 'mortgage',
  prequalified: 'yes',
  lenderName: 'North Bank',
  loanOfficerName: 'Lou Grey',
  loanOfficerEmail: 'lou@example.com',
  stage: 'attemptedContact',
  rating: '2',
  referral: 'yes',
  referralSource: 'Neighbour',
  contactByEmail: 'no',
  email: 'ann@example.com',
  name: 'Ann Reed',
  contactByPhone: 'yes',
  phone: '020 7946 0000',
  mls: 'MLS-9',
  propertyId: '9',
  message: 'Has a <garden> & a pond',
};

test('B5: a lead is added with all that a form asks, and is in the list at once', async () => {
  const { id, joined } = (await (await add(everything)).json()) as Added;
  expect(joined).toBe(false);
  expect((await list()).leads).toMatchObject([
    {
      id,
      name: 'Ann Reed',
      email: 'ann@example.com',
      intent: 'sell',
      source: 'referral',
      stage: 'attemptedContact',
      rating: 2,
      mls: 'MLS-9',
    },
  ]);
  const lead = (await (await admin.get(`/api/leads/${id}`)).json()) as { values: { field: string; value: string; side: string }[] };
  const values = Object.fromEntries(lead.values.map(({ field, value }) => [field, value]));
  expect(values).toMatchObject(everything);
  expect(lead.values.find(({ field }) => field === 'message')?.side).toBe('hand');
});

test('B5: nothing is required but one way to reach the person, and all that is wrong is said at once', async () => {
  expect((await add({ phone: '020 7946 0000' })).status).toBe(201);
  const wrong = await add({ name: 'Ann', rating: '7', loanOfficerEmail: 'x', shoe: '1' }, { assign: 'whoever' });
  expect(wrong.status).toBe(422);
  const { problems } = (await wrong.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path)).toEqual([
    '/values/rating',
    '/values/loanOfficerEmail',
    '/values/shoe',
    '/values/email',
    '/assign',
  ]);
  expect((await list()).total).toBe(1);
});

test('B5: sent twice it is one lead, and the desk’s own word adds nothing when it comes back through the log', async () => {
  const body = { id: randomUUID(), values: { email: 'ann@example.com', name: 'Ann Reed' } };
  const first = (await (await admin.post('/api/leads', body)).json()) as Added;
  expect((await (await admin.post('/api/leads', body)).json()) as Added).toEqual(first);
  const log = memoryLog();
  const relay = new OutboxRelay({
    db,
    log,
    erased: { has: () => false },
    clock: desk.clock,
    onTrouble: (message) => expect(message).toBe(''),
  });
  expect(await relay.relay()).toBe(1);
  expect(await relay.relay()).toBe(0);
  const before = await db.query('select * from lead_desk.lead_list');
  await tellTaken(db, log.taken(personIdOf('oak', leadDesk, body.id)));
  expect(await db.query('select * from lead_desk.lead_list')).toEqual(before);
  expect(await db.query('select count(*)::int as n from lead_desk.timeline')).toEqual([{ n: 1 }]);
});

test('B5: who has an open lead of this kind already keeps that one', async () => {
  await tell(db, ...enquirer('p0', 'Ann Reed', 0));
  const added = (await (await add({ email: 'p0@example.com', notes: 'Called in' })).json()) as Added;
  expect(added).toEqual({ id: leadIdOf('p0'), joined: true });
  expect((await list()).total).toBe(1);
});

test('B5: an agent has the lead they add; others give it to a member, or to nobody', async () => {
  const agent = await desk.signIn('oak', 'agent');
  expect((await add({ email: 'own@example.com' }, {}, agent)).status).toBe(201);
  expect((await list(agent)).leads).toMatchObject([{ email: 'own@example.com', assignment: { state: 'accepted' } }]);
  const [member]: { id: string }[] = await db.query(`select id from lead_desk.members where email = 'agent@oak.example'`);
  await add({ email: 'given@example.com' }, { assign: member?.id });
  await add({ email: 'free@example.com' }, { assign: 'nobody' });
  expect((await list(agent)).total).toBe(2);
  expect((await list()).total).toBe(3);
  expect((await add({ email: 'x@example.com' }, { assign: randomUUID() })).status).toBe(404);
  expect((await list()).total).toBe(3);
});
