import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer, giveLead, leadIdOf } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell } from '../../../test/told-events';
import { refreshLeads } from '../refresh-leads';

interface Acted {
  id: string;
  outcome: string;
  undo: string | null;
  message: string | null;
}
interface Lead {
  summary: {
    recordStatus: string;
    stage: string;
    request: { id: string; act: string; by: string } | null;
    assignment: { agentName: string | null; state: string };
  };
  mayDo: { act: string; how: string }[];
  undo: { number: string; kind: string; by: string } | null;
  requestWords: string | null;
}

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
let manager: Visitor;
let agent: Visitor;
let count = 0;

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  manager = await desk.signIn('oak', 'officeManager');
  agent = await desk.signIn('oak', 'agent');
  await db.query(`update lead_desk.members set name = initcap(role) where agency = 'oak'`);
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

/** A lead of the agent's own for one test. */
async function lead(): Promise<string> {
  const subject = `p${(count += 1)}`;
  await tell(db, ...enquirer(subject, `Person ${count}`, count));
  await giveLead(db, leadIdOf(subject), 'agent@oak.example');
  await db.transaction((one) => refreshLeads(one, [{ agency: 'oak', leadId: leadIdOf(subject) }]));
  return leadIdOf(subject);
}
const read = async (id: string, who = admin): Promise<Lead> => (await (await who.get(`/api/leads/${id}`)).json()) as Lead;
const send = (who: Visitor, act: string, ids: readonly string[], more: object = {}): Promise<Response> =>
  who.post('/api/leads/acts', { act, leads: ids.map((id) => ({ id, from: 'active' })), ...more });
const does = async (who: Visitor, act: string, id: string, more: object = {}): Promise<Acted> => {
  const [one] = ((await (await send(who, act, [id], more)).json()) as { acts: Acted[] }).acts;
  if (!one) throw new TypeError('no answer for the lead');
  return one;
};
const undo = (who: Visitor, id: string, number: string | null): Promise<Response> => who.post(`/api/leads/${id}/acts/${number}/undo`);
const settings = (acts: object): Promise<unknown> =>
  db.query(
    `insert into lead_desk.lead_settings (agency, settings, version, changed_at, changed_by) values ('oak', $1, 1, now(), 'Me')
     on conflict (agency) do update set settings = excluded.settings`,
    [JSON.stringify({ acts })],
  );

test.each([
  ['B7', 'delete', 'deleted'],
  ['B8', 'archive', 'archived'],
  ['B9', 'convert', 'converted'],
])('%s: a manager can %s a lead at once, and take it back', async (_row, act, status) => {
  const id = await lead();
  await db.query(
    `insert into lead_desk.plan_runs (agency, lead_id, person_id, plan, received_at, status, due_at) select 'oak', lead_id, person_id, '{"name":"P","steps":[]}', now(), 'onTime', now() from lead_desk.leads where lead_id = $1`,
    [id],
  );
  const done = await does(admin, act, id);
  expect(done).toMatchObject({ outcome: 'done', message: null });
  expect((await read(id)).summary.recordStatus).toBe(status);
  expect((await read(id)).undo).toMatchObject({ number: done.undo, kind: act });
  const stopped = () => db.query('select stopped_at is not null as stopped from lead_desk.plan_runs where lead_id = $1', [id]);
  expect(await stopped()).toEqual([{ stopped: true }]);
  expect((await undo(admin, id, done.undo)).status).toBe(200);
  expect((await read(id)).summary.recordStatus).toBe('active');
  expect(await stopped()).toEqual([{ stopped: false }]);
});

test('B8: a second click does no harm, nor does a second undo', async () => {
  const id = await lead();
  const done = await does(admin, 'archive', id);
  expect(await does(admin, 'archive', id)).toMatchObject({ outcome: 'same' });
  expect((await undo(admin, id, done.undo)).status).toBe(200);
  expect((await undo(admin, id, done.undo)).status).toBe(200);
  expect(await db.query('select kind from lead_desk.lead_acts where lead_id = $1 order by number', [id])).toEqual([
    { kind: 'archive' },
    { kind: 'undone' },
  ]);
});

test('B8: who acts on what somebody changed meanwhile hears who made it what it is', async () => {
  const id = await lead();
  await does(admin, 'convert', id);
  const heard = await send(manager, 'archive', [id]);
  expect(heard.status).toBe(409);
  expect(await heard.json()).toMatchObject({
    problems: [{ rule: 'changed', message: expect.stringMatching(/Admin.* made it converted meanwhile$/) }],
  });
});

test('B7: an undo that would run into the person’s newer lead is refused', async () => {
  const id = await lead();
  const subject = `p${count}`;
  const done = await does(admin, 'delete', id);
  const again = enquirer(subject, `Person ${count}`, count).map((tale, n) => ({
    ...tale,
    id: `back-${count}-${n}`,
    time: '2026-11-25T10:00:00Z',
    received: '2026-11-25T10:00:00Z',
  }));
  await tell(db, ...again);
  const refused = await undo(admin, id, done.undo);
  expect([refused.status, ((await refused.json()) as { problems: { rule: string }[] }).problems[0]?.rule]).toEqual([409, 'newerLead']);
});

test('B3: an agent asks, the list shows the act, a manager approves it, and both are told', async () => {
  const id = await lead();
  expect(await does(agent, 'delete', id, { words: 'A double' })).toMatchObject({ outcome: 'requested', undo: null });
  expect(await does(agent, 'delete', id)).toMatchObject({ outcome: 'same' });
  const asked = await read(id);
  expect(asked.summary).toMatchObject({ recordStatus: 'active', request: { act: 'delete', by: 'Agent' } });
  expect(asked.requestWords).toBe('A double');
  const list = (await (await admin.get('/api/leads?request=delete')).json()) as { leads: { id: string }[]; decides: boolean };
  expect([list.leads.map((one) => one.id), list.decides]).toEqual([[id], true]);
  const request = asked.summary.request?.id ?? '';
  expect((await agent.post(`/api/lead-requests/${request}/decide`, { decision: 'approve' })).status).toBe(403);
  expect((await admin.post(`/api/lead-requests/${request}/decide`, { decision: 'approve' })).status).toBe(200);
  expect((await admin.post(`/api/lead-requests/${request}/decide`, { decision: 'approve' })).status).toBe(200);
  expect((await read(id)).summary).toMatchObject({ recordStatus: 'deleted', request: null });
  const told: { kind: string; role: string }[] = await db.query(
    'select t.kind, m.role from lead_desk.messages t join lead_desk.members m on m.id = t.member_id where t.lead_id = $1 order by 1, 2',
    [id],
  );
  expect(told).toEqual([
    { kind: 'requestDecided', role: 'admin' },
    { kind: 'requestDecided', role: 'agent' },
    { kind: 'requestMade', role: 'admin' },
    { kind: 'requestMade', role: 'officeManager' },
  ]);
});

test('B3: a request is declined with a reason, and a decision stands', async () => {
  const id = await lead();
  await does(agent, 'archive', id);
  const request = (await read(id)).summary.request?.id ?? '';
  expect((await admin.post(`/api/lead-requests/${request}/decide`, { decision: 'decline' })).status).toBe(422);
  expect((await admin.post(`/api/lead-requests/${request}/decide`, { decision: 'decline', reason: 'Call first' })).status).toBe(200);
  const late = await admin.post(`/api/lead-requests/${request}/decide`, { decision: 'approve' });
  expect([late.status, ((await late.json()) as { detail: string }).detail]).toEqual([409, expect.stringContaining('declined already by')]);
  expect((await read(id)).summary).toMatchObject({ recordStatus: 'active', request: null });
});

test('B7–B12: what settings do not offer to a role is not there, on the list, the record, and when asked for', async () => {
  const id = await lead();
  const of = async (who: Visitor) => (await read(id, who)).mayDo.map(({ act, how }) => `${act} ${how}`);
  expect(await of(agent)).toEqual(['delete request', 'archive request', 'convert direct', 'handOff direct']);
  expect(await of(admin)).toEqual(['delete direct', 'archive direct', 'convert direct', 'handOff direct', 'rebroadcast direct']);
  await settings({ delete: { agent: 'notOffered', officeManager: 'direct' }, rebroadcast: { agent: 'direct', officeManager: 'direct' } });
  expect(await of(agent)).toEqual(['archive request', 'convert direct', 'handOff direct', 'rebroadcast direct']);
  expect((await send(agent, 'delete', [id])).status).toBe(403);
  await settings({});
});

test('B10: a lead is handed off to another member of the brokerage, and to nobody else', async () => {
  const id = await lead();
  const [to]: { id: string }[] = await db.query(`select id from lead_desk.members where email = 'officemanager@oak.example'`);
  const [foreign]: { id: string }[] = await db.query(`select id from lead_desk.members where agency = 'elm'`);
  expect((await send(agent, 'handOff', [id], { agent: foreign?.id })).status).toBe(404);
  expect((await send(agent, 'handOff', [id])).status).toBe(422);
  expect(await does(agent, 'handOff', id, { agent: to?.id })).toMatchObject({ outcome: 'done' });
  expect((await read(id)).summary.assignment).toMatchObject({ state: 'offered', agentName: null });
  expect((await manager.get(`/api/leads/${id}`)).status).toBe(200);
});

test('B1: many are acted on at once, each for itself', async () => {
  const [one, two] = [await lead(), await lead()];
  await does(admin, 'archive', two);
  const answer = await send(admin, 'convert', [one, two, '00000000-0000-4000-8000-000000000000']);
  const { acts } = (await answer.json()) as { acts: Acted[] };
  expect(acts.map(({ id, outcome }) => [id, outcome])).toEqual([
    [one, 'done'],
    [two, 'refused'],
    ['00000000-0000-4000-8000-000000000000', 'refused'],
  ]);
  expect(acts[1]?.message).toContain('made it archived');
  const wrong = await admin.post('/api/leads/acts', { act: 'burn', leads: [] });
  expect(wrong.status).toBe(422);
});

test('B6: a lead closed by mistake is open again with another stage', async () => {
  const id = await lead();
  const stage = (from: string, to: string) => admin.patch(`/api/leads/${id}`, { changes: { stage: { from, to } } });
  expect((await stage('uncontacted', 'closed')).status).toBe(200);
  expect((await stage('closed', 'nurturing')).status).toBe(200);
  expect((await read(id)).summary.stage).toBe('nurturing');
  await does(admin, 'archive', id);
  expect((await stage('nurturing', 'closed')).status).toBe(409);
});
