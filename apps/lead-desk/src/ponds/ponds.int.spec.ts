import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { until } from '../../../../test/journeys/until';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { enquirer, leadIdOf } from '../../test/lead-tales';
import { addMembers, addOffice, enter, givenTo, ruleOf, setRule, type Somebody } from '../../test/office-of-agents';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { type Tale, taken } from '../../test/told-events';
import { runDueAssignments } from '../assignment/due-assignments';
import type { PreviewView, SimulationView } from '../distribution/rule-views';
import type { AssignmentStoryView, OffersView } from '../offers/offer-views';
import { project } from '../take-events/project';
import type { PondsView, PondView } from './pond-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let oak: Visitor;
let people: Record<string, Somebody>;

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  const all = await addMembers(db, ['Ann', 'Ben', 'Cleo']);
  people = Object.fromEntries(['Ann', 'Ben', 'Cleo'].map((name, n) => [name, all[n] ?? { id: '', email: '' }]));
  oak = await desk.signIn('oak');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const idOf = (name: string): string => people[name]?.id ?? '';
const as = (name: string): Promise<Visitor> => enter(desk, people[name] ?? { id: '', email: '' });
const ground = () => ({ now: desk.clock.now(), chance: () => 0.5 });
const lead = (subject: string, more: object = {}): Tale[] => enquirer(subject, `Caller ${subject}`, 1, more);
const come = (...tales: Tale[][]): Promise<unknown> => db.transaction((manager) => project(manager, tales.flat().map(taken), ground()));
const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>;
const problem = async (answer: Promise<Response>): Promise<[number, string | undefined]> => {
  const { status } = await answer;
  const { problems } = await json<{ problems?: { message: string }[] }>(answer);
  return [status, problems?.[0]?.message];
};
const savePond = (who: Visitor, id: string, name: string, members: readonly string[], more: object = {}): Promise<Response> =>
  who.put(`/api/ponds/${id}`, { name, members, version: 0, ...more });
const aPond = async (name: string, ...members: string[]): Promise<PondView> => json(savePond(oak, randomUUID(), name, members.map(idOf)));
/** Statements of this database that wait for another transaction. */
const waiting = `select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`;
const claim = (who: Visitor, subject: string): Promise<Response> => who.post(`/api/leads/${leadIdOf(subject)}/accept`);
const toldTo = async (member: string): Promise<string[]> => {
  const rows: { kind: string }[] = await db.query('select kind from lead_desk.messages where member_id = $1 order by at, kind', [member]);
  return rows.map(({ kind }) => kind);
};

describe('ponds by rule', () => {
  it('B2, X11: the list tells apart what waits for an answer and what is in a pond', async () => {
    const pond = await aPond('Late leads', 'Ann');
    await setRule(db, ruleOf());
    await come(lead('offered'));
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('inPond'));
    const listed = async (assignment: string): Promise<string[]> => {
      const { leads } = await json<{ leads: { id: string }[] }>(oak.get(`/api/leads?assignment=${assignment}`));
      return leads.map(({ id }) => id);
    };
    expect([await listed('offered'), await listed('pond')]).toEqual([[leadIdOf('offered')], [leadIdOf('inPond')]]);
    expect(await listed('offered&assignment=pond')).toHaveLength(2);
  });

  it('X11: by the method every lead goes into the pond; members see it without whose it is, and the first to claim it has it', async () => {
    const pond = await aPond('Late leads', 'Ann', 'Ben');
    await db.query('update lead_desk.members set receiving = false');
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('p'));
    expect(await givenTo(db)).toEqual({ p: 'offered Ann, Ben' });
    const ann = await as('Ann');
    const { offers, total } = await json<OffersView>(ann.get('/api/offers'));
    expect([total, offers[0]]).toEqual([
      1,
      expect.objectContaining({ pond: 'Late leads', until: null, hidden: true, name: null, phone: null, about: null }),
    ]);
    const hidden = await Promise.all(['', '/assignment', '/history'].map((path) => ann.get(`/api/leads/${leadIdOf('p')}${path}`)));
    expect(hidden.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await json<OffersView>((await as('Cleo')).get('/api/offers'))).toMatchObject({ offers: [], total: 0 });
    expect((await claim(await as('Cleo'), 'p')).status).toBe(404);
    expect(await problem(ann.post(`/api/leads/${leadIdOf('p')}/reject`, { reason: 'No' }))).toEqual([
      409,
      'This lead is in a pond; leave it there for the other members',
    ]);
    desk.clock.goOn(90 * 86_400_000);
    expect([await runDueAssignments(db, ground()), (await claim(await as('Ann'), 'p')).status]).toEqual([0, 200]);
    expect(await problem(claim(await as('Ben'), 'p'))).toEqual([409, 'Ann has this lead already']);
    expect([await givenTo(db), await toldTo(idOf('Ben'))]).toEqual([{ p: 'claimed Ann' }, ['pondFilled']]);
  });

  it('X11: a pond of one member hides whose its leads are, too', async () => {
    const pond = await aPond('Late leads', 'Ann');
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('p'));
    const ann = await as('Ann');
    expect(await json<OffersView>(ann.get('/api/offers'))).toMatchObject({ offers: [{ hidden: true, name: null, email: null }] });
    expect(await json(ann.get('/api/leads'))).toMatchObject({ leads: [] });
    expect([(await ann.get(`/api/leads/${leadIdOf('p')}`)).status, (await claim(ann, 'p')).status]).toEqual([404, 200]);
    expect(await json(ann.get('/api/leads'))).toMatchObject({
      leads: [{ name: 'Caller p', assignment: { state: 'claimed', pond: null } }],
    });
  });

  it('X11, F15: a lead that used up its offers ends in the pond, says why, and comes out the same again', async () => {
    const pond = await aPond('Late leads', 'Cleo');
    await setRule(db, ruleOf({ mostOffers: 2, pond: pond.id }));
    await come(lead('p'));
    await (await as('Ann')).post(`/api/leads/${leadIdOf('p')}/reject`, { reason: 'No time' });
    desk.clock.goOn(31 * 60_000);
    await runDueAssignments(db, ground());
    expect(await givenTo(db)).toEqual({ p: 'offered Cleo' });
    const story = await json<AssignmentStoryView>(oak.get(`/api/leads/${leadIdOf('p')}/assignment`));
    expect(story).toMatchObject({ state: 'offered', pond: 'Late leads', offeredTo: ['Cleo'], until: null });
    expect(story.acts.at(-1)).toMatchObject({
      kind: 'pond',
      by: null,
      pond: 'Late leads',
      why: [
        'Into the pond Late leads, as it was offered as often as the rule allows; its one member may claim it.',
        'Ann passed over: was offered it before.',
        'Ben passed over: was offered it before.',
      ],
      sameAgain: true,
    });
  });

  it('X11: where the pond has nobody in it, a lead stays with the managers, who are told', async () => {
    const [max] = await addMembers(db, ['Max'], { role: 'officeManager' });
    const pond = await aPond('Late leads');
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('p'));
    expect([await givenTo(db), await toldTo(max?.id ?? '')]).toEqual([{ p: 'unassigned' }, ['leadUnassigned']]);
  });

  it('X11: a rule names a pond of its office or of the company, and one by method names one at all', async () => {
    await addOffice(db, 'north');
    await addOffice(db, 'south');
    const south = await json<PondView>(savePond(oak, randomUUID(), 'South', [idOf('Ann')], { office: 'south' }));
    const put = (office: string, pond: string | null): Promise<Response> =>
      oak.put(`/api/distribution/offices/${office}`, { active: true, rule: ruleOf({ method: 'pond', pond }), version: 0 });
    expect(await problem(put('north', south.id))).toEqual([
      422,
      'South is the pond of another office; choose one of this office or the company’s',
    ]);
    expect(await problem(put('north', randomUUID()))).toEqual([422, 'This pond is not there any more; choose another']);
    expect(await problem(put('north', null))).toEqual([422, 'Choose the pond that the leads go into']);
    expect((await put('south', south.id)).status).toBe(200);
    await setRule(db, ruleOf());
    expect(await json(oak.get('/api/distribution'))).toMatchObject({ company: { rule: { pond: null } } });
  });

  it('X11, F15: preview, simulation and report tell of the pond', async () => {
    const pond = await aPond('Late leads', 'Ann');
    const rule = ruleOf({ method: 'pond', pond: pond.id });
    await setRule(db, rule);
    await come(lead('p'), lead('q'));
    const { next } = await json<PreviewView>(oak.post('/api/distribution/preview', { rule }));
    expect([next.length, next[0]?.agent, next[0]?.why[0]]).toEqual([5, null, expect.stringMatching(/^Into the pond Late leads, /)]);
    const simulated = await json<SimulationView>(oak.post('/api/distribution/simulation', { rule, days: 30 }));
    expect(simulated).toMatchObject({ leads: 2, inPond: 2, unassigned: 0, changed: 0 });
    const report = await json<{ agents: { name: string; waiting: number; offered: number }[] }>(oak.get('/api/distribution/report'));
    expect(report).toMatchObject({ unassignedCount: 2, offeredCount: 0, unassigned: [{ pond: 'Late leads', offeredTo: [] }, {}] });
    expect(report.agents.find(({ name }) => name === 'Ann')).toMatchObject({ waiting: 0, offered: 0 });
    const csv = await (await oak.get('/api/distribution/report/unassigned')).text();
    expect(csv).toMatch(/Pond,Why\r\n.*,Late leads,"Into the pond/);
  });
});

describe('members of a pond', () => {
  const withLead = async (...members: string[]): Promise<PondView> => {
    const pond = await aPond('Late leads', ...members);
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('p'));
    return pond;
  };

  it('X11: whoever joins may claim what is in it, and whoever leaves may not', async () => {
    const pond = await withLead('Ann', 'Ben');
    const changed = await json<PondView>(savePond(oak, pond.id, 'Late leads', [idOf('Ben'), idOf('Cleo')], { version: 1 }));
    expect([changed.version, changed.members.map(({ name }) => name), changed.leads]).toEqual([2, ['Ben', 'Cleo'], 1]);
    expect([(await claim(await as('Ann'), 'p')).status, await givenTo(db)]).toEqual([404, { p: 'offered Ben, Cleo' }]);
    expect((await claim(await as('Cleo'), 'p')).status).toBe(200);
    expect(await problem(claim(await as('Ben'), 'p'))).toEqual([409, 'Cleo has this lead already']);
  });

  it('X11: a disabled member drops out, and after the last one the leads go back to the managers', async () => {
    const [max] = await addMembers(db, ['Max'], { role: 'officeManager' });
    const pond = await withLead('Ann', 'Ben');
    expect((await oak.post(`/api/team/members/${idOf('Ann')}/disable`)).status).toBe(200);
    expect(await givenTo(db)).toEqual({ p: 'offered Ben' });
    expect((await oak.post(`/api/team/members/${idOf('Ben')}/disable`)).status).toBe(200);
    const { ponds } = await json<PondsView>(oak.get('/api/ponds'));
    expect(ponds).toMatchObject([{ id: pond.id, members: [], leads: 0, version: 3 }]);
    expect([await givenTo(db), await toldTo(max?.id ?? '')]).toEqual([{ p: 'unassigned' }, ['leadNew', 'pondGone']]);
    expect(await json(oak.get(`/api/leads/${leadIdOf('p')}`))).toMatchObject({
      summary: { assignment: { state: 'unassigned', pond: null, offeredTo: 0 } },
    });
  });

  it('X11: of fifty members who claim at once exactly one has it', async () => {
    const many = await addMembers(
      db,
      Array.from({ length: 47 }, (_, n) => `Agent ${n}`),
    );
    const all: Visitor[] = [];
    // One after the other: many sign-ins at once from one address are held for guessing.
    for (const one of [...Object.values(people), ...many]) all.push(await enter(desk, one));
    const members = [...Object.values(people), ...many].map(({ id }) => id);
    const pond = await json<PondView>(savePond(oak, randomUUID(), 'All', members));
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await come(lead('p'));
    const answers = await Promise.all(all.map((one) => claim(one, 'p')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    expect(Object.values(await givenTo(db))).toEqual([expect.stringMatching(/^claimed \w+( \d+)?$/)]);
  }, 60_000);
});

it('X11: a lead on its way into a pond that loses its last member meanwhile is not stranded there', async () => {
  const pond = await aPond('Late leads', 'Ann');
  await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
  let saved: Promise<number> | undefined;
  await db.transaction(async (manager) => {
    await project(manager, lead('p').map(taken), ground());
    let over = false;
    saved = savePond(oak, pond.id, 'Late leads', [], { version: 1 }).then(({ status }) => ((over = true), status));
    await until(async () => over || (await db.query(waiting)).length > 0);
  });
  expect([await saved, await givenTo(db)]).toEqual([200, { p: 'unassigned' }]);
});

describe('setting ponds', () => {
  it('X11: a second click makes no second pond, a stale change is told what it is now, and a name is good once', async () => {
    const id = randomUUID();
    const first = await json<PondView>(savePond(oak, id, ' Late leads ', [idOf('Ann')]));
    expect(first).toMatchObject({ id, name: 'Late leads', office: null, version: 1, leads: 0, mayChange: true });
    expect(await json(savePond(oak, id, 'Late leads', [idOf('Ann')]))).toMatchObject({ version: 1 });
    const stale = await savePond(oak, id, 'Old leads', [idOf('Ann')]);
    expect([stale.status, await stale.json()]).toEqual([
      409,
      expect.objectContaining({
        problems: [expect.objectContaining({ message: 'Administrator changed this pond meanwhile; look at what it is now' })],
        now: expect.objectContaining({ name: 'Late leads', version: 1 }),
      }),
    ]);
    expect(await problem(savePond(oak, randomUUID(), 'late LEADS', []))).toEqual([422, 'There is a pond named late LEADS already']);
    expect(await problem(savePond(oak, randomUUID(), ' ', []))).toEqual([
      422,
      'give the pond a name, so that its members know which it is',
    ]);
  });

  it('X11: a pond that a rule uses is not deleted; else its leads go back to the managers in one step', async () => {
    await addOffice(db, 'north');
    const [max] = await addMembers(db, ['Max'], { role: 'officeManager' });
    const pond = await aPond('Late leads', 'Ann');
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    await setRule(db, ruleOf({ pond: pond.id }), 'north');
    await come(lead('p'), lead('q'));
    const remove = (version: number): Promise<Response> => oak.delete(`/api/ponds/${pond.id}?version=${version}`);
    expect(await problem(remove(1))).toEqual([
      409,
      'The rule of the company and of North puts leads into Late leads; choose another pond there, or none, first',
    ]);
    await setRule(db, ruleOf());
    await setRule(db, ruleOf(), 'north');
    expect((await remove(2)).status).toBe(409);
    expect(await json(remove(1))).toEqual({ leads: 2 });
    expect([await givenTo(db), (await toldTo(max?.id ?? '')).filter((kind) => kind === 'pondGone')]).toEqual([
      { p: 'unassigned', q: 'unassigned' },
      ['pondGone'],
    ]);
    expect([(await remove(2)).status, (await savePond(oak, pond.id, 'Again', [])).status]).toEqual([404, 404]);
    expect(await json(oak.get('/api/ponds'))).toEqual({ ponds: [] });
    const story = await json<AssignmentStoryView>(oak.get(`/api/leads/${leadIdOf('p')}/assignment`));
    expect(story.acts.at(-1)).toMatchObject({ kind: 'pondGone', by: 'Administrator', pond: 'Late leads' });
  });

  it('X11: a pond that is deleted while its members claim loses no lead', async () => {
    const pond = await aPond('Late leads', 'Ann', 'Ben');
    await setRule(db, ruleOf({ method: 'pond', pond: pond.id }));
    const subjects = Array.from({ length: 12 }, (_, n) => `p${n}`);
    await come(...subjects.map((subject) => lead(subject)));
    await setRule(db, ruleOf());
    const [ann, ben] = [await as('Ann'), await as('Ben')];
    const claims = (): Promise<Response>[] => subjects.map((subject, n) => claim(n % 2 === 0 ? ann : ben, subject));
    const [early, removed, late] = [claims().slice(0, 6), oak.delete(`/api/ponds/${pond.id}?version=1`), claims().slice(6)];
    const statuses = (await Promise.all([...early, ...late])).map(({ status }) => status);
    const taken = statuses.filter((status) => status === 200).length;
    expect(await json(removed)).toEqual({ leads: 12 - taken });
    const states = Object.values(await givenTo(db)).map((state) => state.split(' ')[0]);
    expect(states.toSorted()).toEqual([
      ...Array.from({ length: taken }, () => 'claimed'),
      ...Array.from({ length: 12 - taken }, () => 'unassigned'),
    ]);
    expect(await db.query("select 1 from lead_desk.assignments where pond is not null or offered_to <> '{}'")).toEqual([]);
  });

  it('X11, I8: a manager sets the ponds of their own office alone, with members of it', async () => {
    await addOffice(db, 'north');
    await addOffice(db, 'south');
    const [max] = await addMembers(db, ['Max'], { office: 'north', role: 'officeManager' });
    const [nora] = await addMembers(db, ['Nora'], { office: 'north' });
    const [ines] = await addMembers(db, ['Ines'], { office: 'north', role: 'integrator' });
    const manager = await enter(desk, max ?? { id: '', email: '' });
    const put = (name: string, office: string | undefined, ...members: string[]): Promise<Response> =>
      savePond(manager, randomUUID(), name, members, { office });
    expect([(await put('A', undefined)).status, (await put('B', 'south')).status, (await put('C', 'nowhere')).status]).toEqual([
      403, 403, 404,
    ]);
    expect(await problem(put('D', 'north', idOf('Ann')))).toEqual([422, 'Ann is of another office; choose members of yours']);
    expect(await problem(put('D', 'north', ines?.id ?? ''))).toEqual([422, 'Ines works no leads; choose an agent']);
    const own = await json<PondView>(put('North', 'north', nora?.id ?? ''));
    const south = await json<PondView>(savePond(oak, randomUUID(), 'South', [idOf('Ann')], { office: 'south' }));
    const company = await aPond('Company', 'Ann');
    const { ponds } = await json<PondsView>(manager.get('/api/ponds'));
    expect(ponds.map(({ name, officeName, mayChange }) => [name, officeName, mayChange])).toEqual([
      ['Company', null, false],
      ['North', 'North', true],
    ]);
    expect((await savePond(manager, company.id, 'Mine', [], { version: 1 })).status).toBe(403);
    expect((await manager.delete(`/api/ponds/${south.id}?version=1`)).status).toBe(403);
    expect((await manager.delete(`/api/ponds/${own.id}?version=1`)).status).toBe(200);
  });

  it('X11, I8: another agency’s ponds, leads and members are not there', async () => {
    const pond = await aPond('Late leads', 'Ann');
    await come(lead('p'));
    const elm = await desk.signIn('elm');
    const [elma] = await addMembers(db, ['Elma'], { agency: 'elm' });
    const theirs = await json<PondView>(savePond(elm, randomUUID(), 'Elms', [elma?.id ?? '']));
    const statuses = [
      (await savePond(elm, pond.id, 'Mine', [], { version: 1 })).status,
      (await elm.delete(`/api/ponds/${pond.id}?version=1`)).status,
      (await elm.post(`/api/ponds/${pond.id}/leads`, { leads: [leadIdOf('p')] })).status,
      (await elm.post(`/api/ponds/${theirs.id}/leads`, { leads: [leadIdOf('p')] })).status,
      (await oak.post(`/api/ponds/${theirs.id}/leads`, { leads: [leadIdOf('p')] })).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
    expect(await problem(savePond(oak, randomUUID(), 'Others', [elma?.id ?? '']))).toEqual([
      422,
      'One of these members is not there any more; choose again',
    ]);
    expect(await json(elm.get('/api/ponds'))).toMatchObject({ ponds: [{ name: 'Elms' }] });
  });
});

describe('putting leads into a pond by hand', () => {
  const fill = (who: Visitor, pond: PondView, ...leads: string[]): Promise<Response> => who.post(`/api/ponds/${pond.id}/leads`, { leads });

  it('X11: whoever had a lead loses it to the pond; of many each is told for itself, and the list says where they are', async () => {
    await setRule(db, ruleOf());
    await come(lead('p'), lead('q'));
    await claim(await as('Ann'), 'p');
    const pond = await aPond('Late leads', 'Ben', 'Cleo');
    expect(await json(fill(oak, pond, leadIdOf('p'), leadIdOf('q'), randomUUID()))).toMatchObject({
      leads: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'refused', message: 'There is no such lead' }],
    });
    expect(await json(fill(oak, pond, leadIdOf('p')))).toMatchObject({ leads: [{ outcome: 'same' }] });
    expect(await givenTo(db)).toEqual({ p: 'offered Ben, Cleo', q: 'offered Ben, Cleo' });
    const { leads } = await json<{ leads: object[] }>(oak.get('/api/leads'));
    expect(leads[0]).toMatchObject({ assignment: { state: 'offered', agentName: null, pond: 'Late leads' } });
    const told: { kind: string; words: object }[] = await db.query(
      `select kind, words from lead_desk.messages where member_id = $1 and kind = 'pondFilled'`,
      [idOf('Ben')],
    );
    expect([told, (await toldTo(idOf('Ann'))).includes('leadTaken')]).toEqual([
      [{ kind: 'pondFilled', words: { pond: 'Late leads', count: '2' } }],
      true,
    ]);
    expect((await claim(await as('Cleo'), 'p')).status).toBe(200);
    const history = await json<{ entries: { kind: string; words: string | null; by: string | null }[] }>(
      oak.get(`/api/leads/${leadIdOf('p')}/history`),
    );
    expect(history.entries.find(({ kind }) => kind === 'pond')).toMatchObject({ words: 'Late leads', by: 'Administrator' });
  });

  it('X11: not into a pond without members or of another office, nor a lead that is over or not theirs', async () => {
    await addOffice(db, 'north');
    await addOffice(db, 'south');
    const [max] = await addMembers(db, ['Max'], { office: 'north', role: 'officeManager' });
    const manager = await enter(desk, max ?? { id: '', email: '' });
    await come(lead('p', { office: 'north' }), lead('q', { office: 'south' }));
    const empty = await aPond('Empty');
    const south = await json<PondView>(savePond(oak, randomUUID(), 'South', [idOf('Ann')], { office: 'south' }));
    const company = await aPond('Company', 'Ann');
    expect(await problem(fill(manager, empty, leadIdOf('p')))).toEqual([
      422,
      'Empty has no members who could claim a lead; add some first',
    ]);
    expect(await problem(fill(manager, south, leadIdOf('p')))).toEqual([422, 'South is the pond of another office; choose one of yours']);
    expect((await fill(manager, company, leadIdOf('q'))).status).toBe(404);
    expect((await fill(await as('Ann'), company, leadIdOf('p'))).status).toBe(403);
    expect((await fill(manager, company, leadIdOf('p'))).status).toBe(200);
    await oak.post('/api/leads/acts', { act: 'archive', leads: [{ id: leadIdOf('p') }] });
    expect(await json((await as('Ann')).get('/api/offers'))).toMatchObject({ offers: [] });
    expect(await problem(fill(manager, company, leadIdOf('p')))).toEqual([409, 'The lead is over by now, so nobody has to claim it']);
  });
});
