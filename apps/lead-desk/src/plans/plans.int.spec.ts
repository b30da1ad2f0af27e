import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { enquirer, giveLead, leadIdOf } from '../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { tell } from '../../test/told-events';
import { refreshLeads } from '../leads/refresh-leads';
import { usualSettings } from '../leads/settings/lead-settings';
import type { LeadRecordView } from '../leads/record/lead-record-view';
import { runDuePlans } from './run-due-plans';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
let broker: Visitor;
const planId = randomUUID();
const ann = leadIdOf('p0');
const days = 86_400_000;
const acts = Object.entries(usualSettings.acts).map(([act, roles]) => ({ act, ...roles }));
const firstWeek = {
  name: 'First week',
  steps: [
    { id: 'call', title: 'Call', dueInDays: 0 },
    { id: 'meet', title: 'Offer a viewing', dueInDays: 7 },
  ],
  version: 0,
};

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  broker = await desk.signIn('oak', 'broker');
  await desk.signIn('oak', 'agent');
  await tell(db, ...enquirer('p0', 'Ann Reed', 0));
  await giveLead(db, ann, 'agent@oak.example');
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: ann }]));
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const savePlan = (body: object = firstWeek, id = planId): Promise<Response> => admin.put(`/api/action-plans/${id}`, body);
async function use(more: object = {}): Promise<Response> {
  const { version } = (await (await broker.get('/api/lead-settings')).json()) as { version: number };
  return broker.put('/api/lead-settings', { version, planId, ignoredDays: 3, completedTo: null, acts, ...more });
}
const read = async (): Promise<LeadRecordView> => (await (await admin.get(`/api/leads/${ann}`)).json()) as LeadRecordView;
const tick = (step: string, done = true): Promise<Response> => admin.post(`/api/leads/${ann}/steps`, { step, done });
const due = (): Promise<number> => runDuePlans(db, desk.clock.now());
const heard = (kind: string): Promise<{ role: string; words: { missing?: string } }[]> =>
  db.query('select m.role, t.words from lead_desk.messages t join lead_desk.members m on m.id = t.member_id where t.kind = $1 order by 1', [
    kind,
  ]);

test('B4: a lead left alone for the days the settings say receives the plan in use, once, also after a restart', async () => {
  await savePlan();
  expect((await use()).status).toBe(200);
  expect(await due()).toBe(1);
  expect(await due()).toBe(0);
  expect((await read()).plan).toMatchObject({
    name: 'First week',
    status: 'onTime',
    steps: [{ id: 'call', late: false, doneAt: null }, { id: 'meet' }],
  });
  expect((await read()).summary.planStatus).toBe('onTime');
  const list = (await (await admin.get('/api/leads?plan=onTime')).json()) as { total: number };
  expect(list.total).toBe(1);
});

test('B4: a lead somebody works on is not ignored', async () => {
  await savePlan();
  await use();
  await admin.patch(`/api/leads/${ann}`, { changes: { rating: { from: '0', to: '1' } } });
  expect(await due()).toBe(0);
  desk.clock.goOn(4 * days);
  expect(await due()).toBe(1);
});

test('B4: when the day of a step is over, the lead is late, and its agent and the broker hear once what is missing', async () => {
  await savePlan();
  await use();
  await due();
  desk.clock.goOn(days);
  admin = await desk.signIn('oak');
  expect(await due()).toBe(1);
  expect(await due()).toBe(0);
  expect((await read()).summary.planStatus).toBe('lateTask');
  expect((await read()).plan?.steps.map(({ late }) => late)).toEqual([true, false]);
  expect((await heard('leadLate')).map(({ role, words }) => [role, words.missing])).toEqual([
    ['agent', 'Call'],
    ['broker', 'Call'],
  ]);
  expect((await tick('call')).status).toBe(200);
  expect((await read()).summary.planStatus).toBe('onTime');
});

test('B4: a lead whose steps are all done has completed the plan and goes to whom the settings name', async () => {
  await savePlan();
  const [to]: { id: string }[] = await db.query(`select id from lead_desk.members where email = 'broker@oak.example'`);
  await use({ completedTo: to?.id });
  await due();
  await tick('call');
  await tick('call');
  expect((await tick('meet')).status).toBe(200);
  const lead = await read();
  expect(lead.summary).toMatchObject({ planStatus: 'completed', assignment: { state: 'offered' } });
  expect((await heard('planCompleted')).map(({ role }) => role)).toEqual(['agent', 'broker']);
  expect(
    await db.query(`select offered_to = array[$1::uuid] as right from lead_desk.assignments where lead_id = $2`, [to?.id, ann]),
  ).toEqual([{ right: true }]);
  expect((await tick('nothing')).status).toBe(409);
});

test('B11: a reset begins the plan anew as it is now; settings and role decide who may', async () => {
  await savePlan();
  await use();
  await due();
  await tick('call');
  await savePlan({ ...firstWeek, name: 'Second try', version: 1 });
  const agent = await desk.signInWith('agent@oak.example');
  const reset = (who: Visitor): Promise<Response> => who.post('/api/leads/acts', { act: 'resetPlan', leads: [{ id: ann }] });
  expect((await reset(agent)).status).toBe(403);
  expect((await reset(admin)).status).toBe(200);
  expect((await read()).plan).toMatchObject({ name: 'Second try', status: 'onTime', steps: [{ doneAt: null }, { doneAt: null }] });
});

test('B4: a plan is refused with all that is wrong, and two who change it do not overwrite each other', async () => {
  const wrong = await savePlan({
    name: ' ',
    steps: [{ id: 'a', title: '', dueInDays: -1 }, { id: 'a', title: 'Again', dueInDays: 1.5 }, 'x'],
    version: 0,
  });
  expect(wrong.status).toBe(422);
  const { problems } = (await wrong.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/name', '/steps/0/title', '/steps/0/dueInDays', '/steps/1/id', '/steps/2/title']),
  );
  expect((await savePlan()).status).toBe(200);
  expect((await savePlan()).status).toBe(200);
  expect((await savePlan({ ...firstWeek, name: 'Mine' })).status).toBe(409);
  await use();
  expect((await admin.delete(`/api/action-plans/${planId}`)).status).toBe(409);
  await use({ planId: null });
  expect((await admin.delete(`/api/action-plans/${planId}`)).status).toBe(204);
});

test('B4, B7–B12: settings are refused with all that is wrong, and not changed over somebody’s head', async () => {
  const wrong = await use({
    planId: randomUUID(),
    completedTo: randomUUID(),
    acts: [{ act: 'delete', agent: 'maybe', officeManager: 'direct' }],
  });
  expect(wrong.status).toBe(422);
  const { problems } = (await wrong.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/planId', '/completedTo', '/acts/delete/agent', '/acts/archive']),
  );
  expect((await use({ planId: null })).status).toBe(200);
  expect((await broker.put('/api/lead-settings', { version: 0, planId: null, ignoredDays: 1, completedTo: null, acts })).status).toBe(409);
  expect((await (await desk.signInWith('agent@oak.example')).get('/api/lead-settings')).status).toBe(403);
});
