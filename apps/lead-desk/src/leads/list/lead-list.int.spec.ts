import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer, giveLead, leadIdOf, minute } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell } from '../../../test/told-events';
import { refreshLeads } from '../refresh-leads';
import { leadSorts } from './lead-columns';
import type { LeadsView } from './lead-summary-view';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;

const names = ['Ann Reed', 'bob Moss', 'Cleo Hart', 'Dan Ash', '100% _Eve_'];
const read = async (who: Visitor, query = ''): Promise<LeadsView> => (await (await who.get(`/api/leads${query}`)).json()) as LeadsView;
const namesIn = ({ leads }: LeadsView): (string | null)[] => leads.map(({ name }) => name);

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  await tell(db, ...names.flatMap((name, n) => enquirer(`p${n}`, name, n, n === 2 ? { intent: 'sell', source: 'portal' } : {})));
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

test('B1: leads are one list, the newest first, with what an agent needs of each', async () => {
  const view = await read(admin);
  expect(namesIn(view)).toEqual(names.toReversed());
  expect(view.leads.at(-1)).toMatchObject({
    id: leadIdOf('p0'),
    name: 'Ann Reed',
    email: 'p0@example.com',
    intent: 'buy',
    source: 'site',
    sourceName: 'The website',
    stage: 'uncontacted',
    recordStatus: 'active',
    assignment: { state: 'unassigned', agent: null },
    property: '0 Mill Lane',
    planStatus: null,
    request: null,
  });
  expect([view.total, view.next, view.previous]).toEqual([5, null, null]);
});

test('B2: a search looks everywhere, or in the field chosen, for each word as it is', async () => {
  expect(namesIn(await read(admin, '?search=mill+reed'))).toEqual(['Ann Reed']);
  expect(namesIn(await read(admin, '?search=reed&in=name'))).toEqual(['Ann Reed']);
  expect(namesIn(await read(admin, '?search=reed&in=message'))).toEqual(['Ann Reed']);
  expect(namesIn(await read(admin, '?search=reed&in=property'))).toEqual([]);
  expect(namesIn(await read(admin, '?search=portal&in=source'))).toEqual(['Cleo Hart']);
  expect(namesIn(await read(admin, `?search=${encodeURIComponent('%')}`))).toEqual(['100% _Eve_']);
});

test('B2: it sorts by each column both ways, and goes forth and back over pages without a gap', async () => {
  for (const sort of leadSorts) {
    for (const direction of ['asc', 'desc']) {
      const whole = await read(admin, `?sort=${sort}&direction=${direction}`);
      let page = await read(admin, `?sort=${sort}&direction=${direction}&limit=2`);
      const seen = [page];
      while (page.next !== null) seen.push((page = await read(admin, `?sort=${sort}&direction=${direction}&limit=2&after=${page.next}`)));
      expect([sort, direction, seen.flatMap(namesIn)]).toEqual([sort, direction, namesIn(whole)]);
      const back = await read(admin, `?sort=${sort}&direction=${direction}&limit=2&before=${page.previous}`);
      expect([sort, namesIn(back)]).toEqual([sort, namesIn(seen[1] ?? whole)]);
      expect(back.next).not.toBeNull();
    }
  }
  expect(namesIn(await read(admin, '?sort=name'))).toEqual(['100% _Eve_', 'Ann Reed', 'bob Moss', 'Cleo Hart', 'Dan Ash']);
});

test('B2: a lead that comes in between moves no page', async () => {
  const first = await read(admin, '?limit=2');
  await tell(db, ...enquirer('late', 'Late Comer', 99));
  expect(namesIn(await read(admin, `?limit=2&after=${first.next}`))).toEqual(['Cleo Hart', 'bob Moss']);
  await tell(db, { type: 'person.erased', subject: 'late', data: {}, ...minute(100) });
  expect((await read(admin)).total).toBe(5);
});

test('B1: filters keep to what they say; archived and deleted leads show only when asked for', async () => {
  await db.query(
    `insert into lead_desk.lead_marks (agency, id, person_id, intent, what, value, at, by)
     select agency, gen_random_uuid(), person_id, intent, 'recordStatus', 'archived', now(), 'Me' from lead_desk.leads where lead_id = $1`,
    [leadIdOf('p3')],
  );
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: leadIdOf('p3') }]));
  expect(namesIn(await read(admin, '?sort=name'))).not.toContain('Dan Ash');
  expect(namesIn(await read(admin, '?recordStatus=archived&recordStatus=deleted'))).toEqual(['Dan Ash']);
  expect(namesIn(await read(admin, '?intent=sell'))).toEqual(['Cleo Hart']);
  expect(namesIn(await read(admin, '?source=portal'))).toEqual(['Cleo Hart']);
  expect(namesIn(await read(admin, `?openedFrom=2026-11-20T10:01:00Z&openedTo=2026-11-20T10:02:00Z`))).toEqual(['bob Moss']);
  expect((await read(admin, '?stage=uncontacted&assignment=unassigned&plan=none&rating=0&agent=nobody')).total).toBe(4);
  expect((await read(admin, '?request=any')).total).toBe(0);
});

test('B1, I8: an agent sees their own leads, an office manager those of the office, and nobody another agency’s', async () => {
  const [agent, manager, elm] = [await desk.signIn('oak', 'agent'), await desk.signIn('oak', 'officeManager'), await desk.signIn('elm')];
  await db.query(`update lead_desk.members set office = 'north' where agency = 'oak' and role in ('agent', 'officeManager')`);
  await giveLead(db, leadIdOf('p1'), 'agent@oak.example');
  await db.transaction((one) => refreshLeads(one, [{ agency: 'oak', leadId: leadIdOf('p1') }]));
  expect(namesIn(await read(agent))).toEqual(['bob Moss']);
  expect(namesIn(await read(agent, '?agent=me'))).toEqual(['bob Moss']);
  expect(namesIn(await read(manager))).toEqual(['bob Moss']);
  expect(namesIn(await read(elm))).toEqual([]);
  expect((await (await desk.signIn('oak', 'integrator')).get('/api/leads')).status).toBe(403);
  const { mayDo } = await read(agent);
  expect(mayDo.map(({ act, how }) => `${act} ${how}`)).toEqual(['delete request', 'archive request', 'convert direct', 'handOff direct']);
});

test('B2: a query that is not understood is refused with all that is wrong', async () => {
  const answer = await admin.get('/api/leads?sort=sought&direction=up&limit=0&stage=new&agent=x&openedFrom=soon&in=everywhere');
  expect(answer.status).toBe(422);
  const { problems } = (await answer.json()) as { problems: { path: string }[] };
  expect(new Set(problems.map(({ path }) => path))).toEqual(
    new Set(['/sort', '/direction', '/limit', '/stage', '/agent', '/openedFrom', '/in']),
  );
  for (const query of ['after=AAAA', 'search=%00', 'before=x&after=x', 'unknown=1'])
    expect([query, [400, 422].includes((await admin.get(`/api/leads?${query}`)).status)]).toEqual([query, true]);
});

test('B2: what filters and forms offer is the agency’s own', async () => {
  const choices = (await (await admin.get('/api/leads/choices')).json()) as { agents: { name: string }[]; sources: { id: string }[] };
  expect(choices.agents.length).toBeGreaterThan(0);
  expect(choices.sources.map(({ id }) => id)).toContain('site');
});
