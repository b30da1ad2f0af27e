import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { leadIdOf } from '../../test/lead-tales';
import { addMembers, addOffice, enter, givenTo, ruleOf, setRule, type Somebody } from '../../test/office-of-agents';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { type Tale, taken } from '../../test/told-events';
import { project } from '../take-events/project';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let people: Record<string, Somebody>;

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  const all = await addMembers(db, ['Ann', 'Ben', 'Cleo']);
  people = Object.fromEntries(['Ann', 'Ben', 'Cleo'].map((name, n) => [name, all[n] ?? { id: '', email: '' }]));
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const as = (name: string): Promise<Visitor> => enter(desk, people[name] ?? { id: '', email: '' });
const enquiry = (subject: string, more: object = {}): Tale => ({
  type: 'enquiry.made',
  subject,
  data: { enquiryType: 'general', person: { name: { full: `Caller ${subject}` } }, ...more },
});
const come = (...tales: Tale[]): Promise<unknown> =>
  db.transaction((manager) => project(manager, tales.map(taken), { now: desk.clock.now(), chance: () => 0.5 }));
const problems = async (answer: Response): Promise<[number, string | undefined]> => [
  answer.status,
  ((await answer.json()) as { problems?: { message: string }[] }).problems?.[0]?.message,
];

describe('taking and leaving', () => {
  it('F14: an agent accepts what is offered to them, once however often they click, and nobody else', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const path = `/api/leads/${leadIdOf('p')}/accept`;
    const ann = await as('Ann');
    const [first, second, other] = await Promise.all([ann.post(path), ann.post(path), (await as('Ben')).post(path)]);
    expect([first.status, second.status, other.status]).toEqual([200, 200, 404]);
    const acts: unknown[] = await db.query(`select 1 from lead_desk.assignment_acts where kind = 'accept'`);
    expect([await givenTo(db), acts.length]).toEqual([{ p: 'accepted Ann' }, 1]);
  });

  it('F14: an agent who rejects says why, and the lead is offered to the next at once', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const ann = await as('Ann');
    const path = `/api/leads/${leadIdOf('p')}/reject`;
    expect(await problems(await ann.post(path, { reason: ' ' }))).toEqual([422, 'say why, so that the office manager knows']);
    expect((await ann.post(path, { reason: 'On holiday from tomorrow' })).status).toBe(200);
    expect(await givenTo(db)).toEqual({ p: 'offered Ben' });
    expect(await problems(await ann.post(`/api/leads/${leadIdOf('p')}/accept`))).toEqual([
      409,
      'This lead is offered to somebody else now',
    ]);
  });

  it('an offer that ran out is told to be over, also where nobody has taken it back yet', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    desk.clock.goOn(30 * 60_000);
    const [status, message] = await problems(await (await as('Ann')).post(`/api/leads/${leadIdOf('p')}/accept`));
    expect([status, message]).toEqual([409, 'The time to accept was over at 2026-11-24T12:30:00.000Z; the lead goes to somebody else']);
  });

  it('X11: of fifty who claim at once exactly one has it, and whose it is shows to nobody before', async () => {
    const many = await addMembers(
      db,
      Array.from({ length: 47 }, (_, n) => `Agent ${n}`),
    );
    await setRule(db, ruleOf({ method: 'firstToClaim' }));
    await come(enquiry('p'));
    const all: Visitor[] = [];
    // One after the other: many sign-ins at once from one address are held for guessing.
    for (const one of [...Object.values(people), ...many]) all.push(await enter(desk, one));
    const [first] = all;
    if (!first) throw new TypeError('nobody');
    const { offers } = (await (await first.get('/api/offers')).json()) as { offers: object[] };
    expect(offers[0]).toMatchObject({ hidden: true, name: null, phone: null, email: null, about: null });
    expect((await first.get(`/api/leads/${leadIdOf('p')}/assignment`)).status).toBe(404);
    const answers = await Promise.all(all.map((one) => one.post(`/api/leads/${leadIdOf('p')}/accept`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    const [winner] = Object.values(await givenTo(db));
    expect(winner).toMatch(/^claimed \w+( \d+)?$/);
  }, 60_000);

  it('F10: whoever opens the link of a mail without being signed in learns nothing, and another’s offer is not there', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const open = await fetch(`${desk.url}/api/leads/${leadIdOf('p')}/assignment`);
    expect([open.status, (await (await as('Ben')).get(`/api/leads/${leadIdOf('p')}/assignment`)).status]).toEqual([401, 404]);
    expect(await (await (await as('Ben')).get('/api/offers')).json()).toMatchObject({ offers: [] });
    expect(await (await (await as('Ann')).get('/api/offers')).json()).toMatchObject({
      now: '2026-11-24T12:00:00.000Z',
      offers: [{ leadId: leadIdOf('p'), hidden: false, until: '2026-11-24T12:30:00.000Z' }],
    });
  });
});

describe('giving', () => {
  it('F10, F13: a manager assigns to agents under their control, whoever was offered it before', async () => {
    await addOffice(db, 'north');
    const [max] = await addMembers(db, ['Max'], { office: 'north', role: 'officeManager' });
    const [nora] = await addMembers(db, ['Nora'], { office: 'north' });
    if (!max || !nora) throw new TypeError('nobody');
    await setRule(db, ruleOf());
    await come(enquiry('p', { office: 'north' }), enquiry('q'));
    const manager = await enter(desk, max);
    const path = `/api/leads/${leadIdOf('p')}/assign`;
    expect(await problems(await manager.post(path, { agent: people['Ann']?.id }))).toEqual([
      422,
      'Ann is of another office; choose an agent of yours',
    ]);
    expect((await manager.post(path, { agent: max.id })).status).toBe(200);
    expect((await manager.post(path, { agent: nora.id })).status).toBe(200);
    expect([(await givenTo(db))['p'], (await manager.post(`/api/leads/${leadIdOf('q')}/assign`, { agent: nora.id })).status]).toEqual([
      'offered Nora',
      404,
    ]);
    expect((await (await enter(desk, nora)).post(path, { agent: nora.id })).status).toBe(403);
  });

  it('ids of another agency are not there: neither leads nor agents', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const [elma] = await addMembers(db, ['Elma'], { agency: 'elm' });
    const [oak, elm] = [await desk.signIn('oak'), await desk.signIn('elm')];
    const statuses = [
      (await elm.post(`/api/leads/${leadIdOf('p')}/assign`, { agent: elma?.id })).status,
      (await oak.post(`/api/leads/${leadIdOf('p')}/assign`, { agent: elma?.id })).status,
      (await elm.get(`/api/leads/${leadIdOf('p')}/assignment`)).status,
      (await elm.post(`/api/distribution/members/${people['Ann']?.id}/receiving`, { receiving: false })).status,
      (await oak.put('/api/distribution/offices/elsewhere', { active: true, rule: ruleOf(), version: 0 })).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  it('a lead that was given by hand and is rejected goes back to the managers, not to the rule', async () => {
    const [max] = await addMembers(db, ['Max'], { role: 'officeManager' });
    if (!max) throw new TypeError('nobody');
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    await (await enter(desk, max)).post(`/api/leads/${leadIdOf('p')}/assign`, { agent: people['Cleo']?.id });
    await (await as('Cleo')).post(`/api/leads/${leadIdOf('p')}/reject`, { reason: 'Not mine' });
    const told: { kind: string }[] = await db.query('select kind from lead_desk.messages where member_id = $1 order by at, kind', [max.id]);
    expect([await givenTo(db), told.map(({ kind }) => kind)]).toEqual([{ p: 'rejected' }, ['leadNew', 'leadUnassigned']]);
  });

  it('B12: a lead that is rebroadcast is offered to all who may have it, also to whoever left it, and the first to claim it has it', async () => {
    const [max] = await addMembers(db, ['Max'], { role: 'broker' });
    if (!max) throw new TypeError('nobody');
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    await (await as('Ann')).post(`/api/leads/${leadIdOf('p')}/reject`, { reason: 'No time' });
    await (await as('Ben')).post(`/api/leads/${leadIdOf('p')}/accept`);
    await db.query(`update lead_desk.members set receiving = false where id = $1`, [people['Cleo']?.id]);
    const answer = await (await enter(desk, max)).post('/api/leads/acts', { act: 'rebroadcast', leads: [{ id: leadIdOf('p') }] });
    expect([answer.status, await givenTo(db)]).toEqual([200, { p: 'offered Ann, Ben' }]);
    expect((await (await as('Ann')).post(`/api/leads/${leadIdOf('p')}/accept`)).status).toBe(200);
    expect(await problems(await (await as('Ben')).post(`/api/leads/${leadIdOf('p')}/accept`))).toEqual([409, 'Ann has this lead already']);
    expect(await givenTo(db)).toEqual({ p: 'claimed Ann' });
  });
});

describe('a member who works leads no longer', () => {
  const disable = async (name: string): Promise<Response> =>
    (await desk.signIn('oak')).post(`/api/team/members/${people[name]?.id}/disable`);
  const leadsOf = async (name: string): Promise<number | undefined> => {
    const { members } = (await (await (await desk.signIn('oak')).get('/api/team')).json()) as {
      members: { name: string; leads: number }[];
    };
    return members.find((one) => one.name === name)?.leads;
  };

  it('X11: gives on by the rule what they have open and what they are offered; what is closed keeps their name', async () => {
    await setRule(db, ruleOf());
    for (const subject of ['a', 'b', 'c', 'd', 'e']) await come(enquiry(subject));
    const ann = await as('Ann');
    await ann.post(`/api/leads/${leadIdOf('a')}/accept`);
    await (await desk.signIn('oak')).post('/api/leads/acts', { act: 'archive', leads: [{ id: leadIdOf('a') }] });
    await come(enquiry('f'));
    expect([await leadsOf('Ann'), await givenTo(db)]).toEqual([
      1,
      { a: 'accepted Ann', b: 'offered Ben', c: 'offered Cleo', d: 'offered Ann', e: 'offered Ben', f: 'offered Cleo' },
    ]);
    expect((await disable('Ann')).status).toBe(200);
    expect([await leadsOf('Ann'), await givenTo(db)]).toEqual([
      0,
      { a: 'accepted Ann', b: 'offered Ben', c: 'offered Cleo', d: 'offered Ben', e: 'offered Ben', f: 'offered Cleo' },
    ]);
    const told: unknown[] = await db.query(
      `select from lead_desk.messages where member_id = $1 and lead_id = $2 and kind = 'leadOffered'`,
      [people['Ben']?.id, leadIdOf('d')],
    );
    expect(told).toHaveLength(1);
  });

  it('X11: where no rule says to whom, the lead is nobody’s and the managers hear so; one offered to several stays with the others', async () => {
    await setRule(db, ruleOf({ method: 'firstToClaim', acceptWithinMinutes: 60 }));
    await come(enquiry('many'), enquiry('own'));
    await (await as('Ann')).post(`/api/leads/${leadIdOf('own')}/accept`);
    await db.query('update lead_desk.distribution_rules set active = false');
    await disable('Ann');
    expect(await givenTo(db)).toEqual({ many: 'offered Ben, Cleo', own: 'withdrawn' });
    const [still]: { until: Date; due_at: Date }[] = await db.query(
      `select until, due_at from lead_desk.assignments where state = 'offered'`,
    );
    expect([still?.until, still?.due_at].map((at) => at?.toISOString())).toEqual(['2026-11-24T13:00:00.000Z', '2026-11-24T13:00:00.000Z']);
    const told: unknown[] = await db.query(`select from lead_desk.messages where lead_id = $1 and kind = 'leadUnassigned'`, [
      leadIdOf('own'),
    ]);
    expect(told).toHaveLength(1);
  });

  it('X11: a role that works no leads gives them on too; a name or an office does not', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const admin = await desk.signIn('oak');
    const path = `/api/team/members/${people['Ann']?.id}`;
    expect((await admin.patch(path, { version: 1, name: 'Ann Reed' })).status).toBe(200);
    expect(await givenTo(db)).toEqual({ p: 'offered Ann Reed' });
    expect((await admin.patch(path, { version: 2, role: 'integrator' })).status).toBe(200);
    expect(await givenTo(db)).toEqual({ p: 'offered Ben' });
  });
});
