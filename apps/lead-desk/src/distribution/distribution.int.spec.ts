import type { DistributionRule } from '#lead';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { leadIdOf } from '../../test/lead-tales';
import { addMembers, addOffice, enter, givenTo, ruleOf, setRule, type Somebody } from '../../test/office-of-agents';
import { type RunningDesk, runDesk } from '../../test/running-desk';
import { type Tale, taken } from '../../test/told-events';
import { project } from '../take-events/project';
import type { ReportView } from './report-views';
import type { PreviewView, SimulationView } from './rule-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let agents: Somebody[];

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  agents = await addMembers(db, ['Ann', 'Ben', 'Cleo']);
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const enquiry = (subject: string, more: object = {}): Tale => ({
  type: 'enquiry.made',
  subject,
  received: desk.clock.now().toISOString(),
  data: { enquiryType: 'general', ...more },
});
const come = (...tales: Tale[]): Promise<unknown> =>
  db.transaction((manager) => project(manager, tales.map(taken), { now: desk.clock.now(), chance: () => 0.5 }));
const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>;

describe('rules', () => {
  it('F1: are kept per company and per office, each change on the version its maker saw', async () => {
    await addOffice(db, 'north');
    const oak = await desk.signIn('oak');
    const put = (path: string, version: number, more: Partial<DistributionRule> = {}): Promise<Response> =>
      oak.put(`/api/distribution/${path}`, { active: true, rule: ruleOf(more), version });
    expect([(await put('company', 0)).status, (await put('offices/north', 0, { method: 'random' })).status]).toEqual([200, 200]);
    const stale = await put('company', 0, { method: 'manual' });
    expect([stale.status, await stale.json()]).toEqual([
      409,
      expect.objectContaining({
        problems: [expect.objectContaining({ message: 'Administrator changed this rule meanwhile; look at what it is now' })],
        now: expect.objectContaining({ version: 1 }),
      }),
    ]);
    expect((await put('company', 1, { method: 'manual' })).status).toBe(200);
    expect(await json(oak.get('/api/distribution'))).toMatchObject({
      company: { version: 2, rule: { method: 'manual' } },
      offices: [{ id: 'north', rule: { version: 1, rule: { method: 'random' } } }],
    });
  });

  it('a rule that cannot be is refused with all that is wrong with it', async () => {
    const oak = await desk.signIn('oak');
    const rule = ruleOf({
      acceptWithinMinutes: 0,
      mostOffers: 4,
      capPerDay: 0,
      hours: { zone: 'Europe/Londen', hours: { from: '8', until: '17:00' }, days: 'anyDay', holidays: ['2026-02-30'] },
    });
    const answer = await oak.put('/api/distribution/company', { active: true, rule, version: 0 });
    const { problems } = (await answer.json()) as { problems: { path: string }[] };
    expect([answer.status, problems.map(({ path }) => path)]).toEqual([
      422,
      [
        '/rule/hours/zone',
        '/rule/hours/hours/from',
        '/rule/hours/holidays/0',
        '/rule/acceptWithinMinutes',
        '/rule/capPerDay',
        '/rule/mostOffers',
      ],
    ]);
    const shape = await oak.put('/api/distribution/company', { active: 'yes', rule: { method: 'lottery' } });
    expect(shape.status).toBe(422);
  });

  it('a manager sets the rule of their own office alone', async () => {
    await addOffice(db, 'north');
    await addOffice(db, 'south');
    const [max] = await addMembers(db, ['Max'], { office: 'north', role: 'officeManager' });
    if (!max) throw new TypeError('nobody');
    const manager = await enter(desk, max);
    const put = async (path: string): Promise<number> =>
      (await manager.put(`/api/distribution/${path}`, { active: true, rule: ruleOf(), version: 0 })).status;
    expect([await put('offices/north'), await put('offices/south'), await put('company')]).toEqual([200, 403, 403]);
  });
});

describe('trying a rule', () => {
  it('F15: shows who the next five leads would be offered', async () => {
    const oak = await desk.signIn('oak');
    const { next } = await json<PreviewView>(oak.post('/api/distribution/preview', { rule: ruleOf() }));
    expect(next.map(({ agent }) => agent)).toEqual(['Ann', 'Ben', 'Cleo', 'Ann', 'Ben']);
  });

  it.each(['roundRobin', 'leastLeads'] as const)('F15: a simulation of %s gives the leads to whom a live run gave them', async (method) => {
    const hours = { zone: 'Europe/London', hours: { from: '08:00', until: '17:00' }, days: 'weekdays', holidays: [] } as const;
    const rule = ruleOf({ method, hours, capPerDay: 4, acceptWithinMinutes: null });
    await setRule(db, rule);
    const visitors = await Promise.all(agents.map((one) => enter(desk, one)));
    for (let n = 0; n < 12; n += 1) {
      const subject = `p${String(n).padStart(2, '0')}`;
      await come(enquiry(subject));
      for (const visitor of visitors) await visitor.post(`/api/leads/${leadIdOf(subject)}/accept`);
      desk.clock.goOn(7 * 60_000);
    }
    const oak = await desk.signIn('oak');
    const simulated = await json<SimulationView>(oak.post('/api/distribution/simulation', { rule, days: 30 }));
    expect(simulated).toMatchObject({ leads: 12, unassigned: 0 });
    if (method === 'roundRobin') expect(simulated.changed).toBe(0);
    expect(simulated.agents.filter(({ had }) => had > 0).map(({ name, had, would }) => [name, had, would])).toEqual([
      ['Ann', 4, 4],
      ['Ben', 4, 4],
      ['Cleo', 4, 4],
    ]);
    const byHand = await json<SimulationView>(oak.post('/api/distribution/simulation', { rule: { ...rule, method: 'manual' }, days: 30 }));
    expect([byHand.unassigned, byHand.changed, Object.values(await givenTo(db)).length]).toEqual([12, 12, 12]);
  });
});

describe('the report', () => {
  it('F12: lists chosen agents, and exactly the receiving ones where those who do not receive are left out', async () => {
    const oak = await desk.signIn('oak');
    const receiving = await oak.post(`/api/distribution/members/${agents[1]?.id}/receiving`, { receiving: false });
    expect(await receiving.json()).toMatchObject({ name: 'Ben', receiving: false });
    const named = async (query: string): Promise<string[]> =>
      (await json<ReportView>(oak.get(`/api/distribution/report${query}`))).agents.map(({ name }) => name);
    expect(await named('')).toEqual(['Administrator', 'Ann', 'Ben', 'Cleo']);
    expect(await named(`?agents=${agents[0]?.id},${agents[1]?.id}`)).toEqual(['Ann', 'Ben']);
    expect(await named(`?agents=${agents[0]?.id},${agents[1]?.id}&onlyReceiving=true`)).toEqual(['Ann', 'Cleo']);
  });

  it('F13, X12: shows the settings, what is unassigned, what is not accepted yet, and how each agent does', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('a'), enquiry('b'), enquiry('c'));
    desk.clock.goOn(10 * 60_000);
    await (await enter(desk, agents[0] ?? { id: '', email: '' })).post(`/api/leads/${leadIdOf('a')}/accept`);
    await setRule(db, ruleOf({ method: 'manual' }));
    await (await enter(desk, agents[1] ?? { id: '', email: '' })).post(`/api/leads/${leadIdOf('b')}/reject`, { reason: 'No time' });
    const oak = await desk.signIn('oak');
    const report = await json<ReportView>(oak.get('/api/distribution/report'));
    expect(report.company).toMatchObject({ active: true, rule: { method: 'manual' } });
    expect(report.unassigned.map(({ id, why }) => [id, why[0]])).toEqual([
      [leadIdOf('b'), 'Unassigned: the office gives its leads out by hand.'],
    ]);
    expect(report.offered.map(({ id, offeredTo }) => [id, offeredTo])).toEqual([[leadIdOf('c'), ['Cleo']]]);
    const of = (name: string) => report.agents.find((one) => one.name === name);
    expect(of('Ann')).toMatchObject({ leads: 1, offered: 1, accepted: 1, acceptance: 1, speedToLead: 600 });
    expect(of('Ben')).toMatchObject({ leads: 0, offered: 1, rejected: 1, acceptance: 0, speedToLead: null });
    expect(of('Cleo')).toMatchObject({ waiting: 1, offered: 1, acceptance: null });
    const csv = await (await oak.get('/api/distribution/report/agents')).text();
    expect(csv.split('\r\n')[2]).toBe('Ann,,yes,1,0,1,1,0,0,100,600');
  });
});
