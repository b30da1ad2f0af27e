import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer, giveLead, leadIdOf } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell } from '../../../test/told-events';
import type { LeadRecordView } from '../record/lead-record-view';
import { refreshLeads } from '../refresh-leads';
import type { LeadRequestsView } from './request-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
let agent: Visitor;
const [ann, bob] = [leadIdOf('p0'), leadIdOf('p1')];

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  agent = await desk.signIn('oak', 'agent');
  await tell(db, ...enquirer('p0', 'Ann Reed', 0), ...enquirer('p1', 'Bob Moss', 1));
  for (const leadId of [ann, bob]) await giveLead(db, leadId, 'agent@oak.example');
  await refresh(ann, bob);
  await ask('archive', ann, 'Never answers');
  await ask('delete', bob);
  await decide(ann, 'decline', 'Call once more');
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

const refresh = (...ids: readonly string[]): Promise<void> =>
  db.transaction((manager) =>
    refreshLeads(
      manager,
      ids.map((leadId) => ({ agency: 'oak', leadId })),
    ),
  );
async function ask(act: string, id: string, words?: string): Promise<void> {
  desk.clock.goOn(1_000);
  expect((await agent.post('/api/leads/acts', { act, leads: [{ id, from: 'active' }], words })).status).toBe(200);
}
const read = async (id: string): Promise<LeadRecordView> => (await (await admin.get(`/api/leads/${id}`)).json()) as LeadRecordView;
async function decide(id: string, decision: string, reason?: string): Promise<void> {
  desk.clock.goOn(1_000);
  const request = (await read(id)).summary.request?.id ?? '';
  expect((await admin.post(`/api/lead-requests/${request}/decide`, { decision, reason })).status).toBe(200);
}
const list = async (query = '', who = admin): Promise<LeadRequestsView> =>
  (await (await who.get(`/api/lead-requests${query}`)).json()) as LeadRequestsView;
const said = ({ requests }: LeadRequestsView): string[] => requests.map(({ act, name, state }) => `${act} ${name} ${state}`);

test('B3: requests are listed with who decided them, when and why, newest first', async () => {
  const view = await list();
  expect(said(view)).toEqual(['archive Ann Reed declined', 'delete Bob Moss open']);
  expect(view.requests[0]).toMatchObject({ leadId: ann, words: 'Never answers', reason: 'Call once more', opens: true });
  expect(view.requests[0]?.decidedBy).not.toBeNull();
  expect(view.requests[1]).toMatchObject({ words: null, reason: null, decidedBy: null, decidedAt: null });
  expect([view.decides, (await list('', agent)).decides]).toEqual([true, false]);
});

test('B3: they are filtered by state and act, and come a page at a time', async () => {
  expect(said(await list('?state=decided'))).toEqual(['archive Ann Reed declined']);
  expect(said(await list('?state=open'))).toEqual(['delete Bob Moss open']);
  expect(said(await list('?state=approved'))).toEqual([]);
  expect(said(await list('?act=delete'))).toEqual(['delete Bob Moss open']);
  const first = await list('?limit=1');
  expect([said(first), said(await list(`?limit=1&before=${first.next}`))]).toEqual([
    ['archive Ann Reed declined'],
    ['delete Bob Moss open'],
  ]);
  for (const wrong of ['state=lost', 'act=burn', 'before=AAAA', 'limit=0'])
    expect([wrong, [400, 422].includes((await admin.get(`/api/lead-requests?${wrong}`)).status)]).toEqual([wrong, true]);
});

test('B3: a lead’s record holds what was decided about it, and not what still waits', async () => {
  expect((await read(ann)).requests).toMatchObject([{ act: 'archive', state: 'declined', reason: 'Call once more' }]);
  expect((await read(bob)).requests).toEqual([]);
});

test('B3, I8: an agent sees requests of leads they may open and their own, and nobody another agency’s', async () => {
  await desk.signIn('oak', 'broker');
  const elm = await desk.signIn('elm');
  await giveLead(db, ann, 'broker@oak.example');
  await refresh(ann);
  expect((await list('', agent)).requests.map(({ name, opens }) => [name, opens])).toEqual([
    ['Ann Reed', false],
    ['Bob Moss', true],
  ]);
  await db.query(`update lead_desk.lead_requests set by = gen_random_uuid()`);
  expect(said(await list('', agent))).toEqual(['delete Bob Moss open']);
  expect(said(await list('?mine=true', agent))).toEqual([]);
  expect(said(await list('', elm))).toEqual([]);
  expect((await (await desk.signIn('oak', 'integrator')).get('/api/lead-requests')).status).toBe(403);
});
