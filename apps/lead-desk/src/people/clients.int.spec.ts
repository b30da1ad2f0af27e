import type { InboxHistory } from '#delivery';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { enquirer, giveLead, leadIdOf } from '../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { taken, tell } from '../../test/told-events';
import { refreshLeads } from '../leads/refresh-leads';
import { rebuildProjections } from '../rebuild/rebuild-projections';
import type { PeopleView } from './person-summary-view';
import type { PersonView } from './person-view';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
const ann = { id: leadIdOf('p0'), person: personIdOf('oak', 'site', 'p0') };
const tales = [...enquirer('p0', 'Ann Reed', 0), ...enquirer('p1', 'Bob Moss', 1)];

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  await tell(db, ...tales);
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const person = async (who = admin): Promise<PersonView> => (await (await who.get(`/api/people/${ann.person}`)).json()) as PersonView;
const clients = async (): Promise<(string | null)[]> => {
  const { people } = (await (await admin.get('/api/people?sort=name')).json()) as PeopleView;
  return people.filter(({ clientSince }) => clientSince !== null).map(({ name }) => name);
};
async function act(what: string): Promise<string> {
  desk.clock.goOn(1_000);
  const answer = await admin.post('/api/leads/acts', { act: what, leads: [{ id: ann.id }] });
  const { acts } = (await answer.json()) as { acts: { undo: string | null }[] };
  return acts[0]?.undo ?? '';
}

test('B9: whose lead is converted is a client, on the record and in the list, until that is taken back', async () => {
  expect(await clients()).toEqual([]);
  const undo = await act('convert');
  expect(await clients()).toEqual(['Ann Reed']);
  expect((await person()).summary.clientSince).toBe(desk.clock.now().toISOString());
  expect((await admin.post(`/api/leads/${ann.id}/acts/${undo}/undo`)).status).toBe(200);
  expect([await clients(), (await person()).summary.clientSince]).toEqual([[], null]);
});

test('B9: the list of people shows clients alone, or all others', async () => {
  const named = async (client: string): Promise<unknown> => {
    const { people, total } = (await (await admin.get(`/api/people?sort=name&client=${client}`)).json()) as PeopleView;
    return [people.map(({ name }) => name), total];
  };
  expect([await named('true'), await named('false')]).toEqual([
    [[], 0],
    [['Ann Reed', 'Bob Moss'], 2],
  ]);
  await act('convert');
  expect([await named('true'), await named('false')]).toEqual([
    [['Ann Reed'], 1],
    [['Bob Moss'], 1],
  ]);
  expect((await admin.get('/api/people?client=perhaps')).status).toBe(422);
});

test('B9: who is a client stays one when the lead is archived later, and through a rebuild', async () => {
  await act('convert');
  await act('archive');
  expect(await clients()).toEqual(['Ann Reed']);
  const history: Pick<InboxHistory, 'rows'> = {
    async *rows() {
      yield tales.map(taken);
    },
  };
  await rebuildProjections({ db, history });
  expect(await clients()).toEqual(['Ann Reed']);
});

test('B1, I8: a person’s record says of each lead whose it is, and who may open it', async () => {
  await desk.signIn('oak', 'agent');
  await giveLead(db, ann.id, 'agent@oak.example');
  await db.query(`update lead_desk.members set name = 'Agnes Ash' where email = 'agent@oak.example'`);
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: ann.id }]));
  const said = async (who: Visitor): Promise<unknown[]> =>
    (await person(who)).leads.map(({ id, assignment, agent, opens }) => [id, assignment, agent, opens]);
  expect(await said(admin)).toEqual([[ann.id, 'accepted', 'Agnes Ash', true]]);
  expect(await said(await desk.signInWith('agent@oak.example'))).toEqual([[ann.id, 'accepted', 'Agnes Ash', true]]);
  await giveLead(db, ann.id, 'admin@oak.example');
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: ann.id }]));
  expect((await person(await desk.signInWith('agent@oak.example'))).leads.map(({ opens }) => opens)).toEqual([false]);
  expect((await person(await desk.signIn('oak', 'integrator'))).leads.map(({ opens }) => opens)).toEqual([false]);
});
