import { InboxHistory } from '#delivery';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer, giveLead, leadIdOf, minute } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell } from '../../../test/told-events';
import { rebuildProjections } from '../../rebuild/rebuild-projections';
import { refreshLeads } from '../refresh-leads';

interface Value {
  field: string;
  value: string;
  side: string | null;
  by: string | null;
}
interface Lead {
  summary: { id: string; name: string | null; email: string | null; rating: number; stage: string; personId: string };
  values: Value[];
}

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
const ann = leadIdOf('p0');
const read = async (id = ann, who = admin): Promise<Lead> => (await (await who.get(`/api/leads/${id}`)).json()) as Lead;
const valueOf = (lead: Lead, field: string): Value | undefined => lead.values.find((one) => one.field === field);
const edit = (changes: object, who = admin, id = ann): Promise<Response> => who.patch(`/api/leads/${id}`, { changes });
const outbox = (): Promise<{ event: string }[]> => db.query('select event from lead_desk.outbox order by seq');

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  await tell(db, ...enquirer('p0', 'Ann Reed', 0));
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

test('B6: a lead shows every field with who said it, and what a member writes stands over it', async () => {
  expect(valueOf(await read(), 'message')).toMatchObject({ value: 'Hello from Ann Reed', side: 'website', by: 'The website' });
  const answer = await edit({
    rating: { from: '0', to: '3' },
    notes: { from: '', to: '<b>Likes gardens</b>\n'.repeat(300) },
    stage: { from: 'uncontacted', to: 'nurturing' },
  });
  expect(answer.status).toBe(200);
  const lead = await read();
  expect(lead.summary).toMatchObject({ rating: 3, stage: 'nurturing' });
  expect(valueOf(lead, 'notes')).toMatchObject({ value: '<b>Likes gardens</b>\n'.repeat(300), side: 'hand', by: 'Administrator' });
  expect(valueOf(lead, 'stage')).toMatchObject({ side: 'hand', by: 'Administrator' });
});

test('B6: who edits a field that another changed meanwhile hears each of them, and nothing is changed', async () => {
  await edit({ rating: { from: '0', to: '1' }, lenderName: { from: '', to: 'North Bank' } });
  const stale = await edit({ rating: { from: '0', to: '2' }, lenderName: { from: '', to: 'South Bank' }, notes: { from: '', to: 'x' } });
  expect(stale.status).toBe(409);
  expect(await stale.json()).toMatchObject({
    problems: [{ path: '/changes/rating' }, { path: '/changes/lenderName' }],
    now: { rating: { value: '1', by: 'Administrator' }, lenderName: { value: 'North Bank' } },
  });
  expect(valueOf(await read(), 'notes')?.value).toBe('');
  expect((await edit({ financing: { from: '', to: 'cash' } })).status).toBe(200);
  expect((await edit({ rating: { from: '0', to: '1' } })).status).toBe(200);
});

test('B6: all that is wrong is said at once', async () => {
  const answer = await edit({
    rating: { from: '0', to: '9' },
    email: { from: 'p0@example.com', to: 'nobody' },
    shoe: { from: '', to: '44' },
    notes: 'x',
  });
  expect(answer.status).toBe(422);
  const { problems } = (await answer.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path)).toEqual(['/changes/rating', '/changes/email', '/changes/shoe', '/changes/notes']);
  expect((await edit({})).status).toBe(422);
});

test('B6: a corrected name, e-mail and phone are heard by the others, in order, and stay when the list is made anew', async () => {
  desk.clock.goOn(60_000);
  expect(
    (await edit({ email: { from: 'p0@example.com', to: 'ann@example.com' }, phone: { from: '', to: '+44 7700 900123' } })).status,
  ).toBe(200);
  expect((await edit({ notes: { from: '', to: 'never leaves' } })).status).toBe(200);
  desk.clock.goOn(60_000);
  expect((await edit({ name: { from: 'Ann Reed', to: 'Ann Moss' } })).status).toBe(200);
  const lead = await read();
  expect(lead.summary).toMatchObject({ name: 'Ann Moss', email: 'ann@example.com' });
  expect(valueOf(lead, 'email')).toMatchObject({ side: 'hand', by: 'Administrator' });
  const said = (await outbox()).map(({ event }) => JSON.parse(event) as { type: string; data: { person: object } });
  expect(said.map(({ type, data }) => [type, data.person])).toEqual([
    [
      'person.updated',
      {
        emails: [{ address: 'ann@example.com' }],
        phones: [{ typed: '+44 7700 900123', e164: '+447700900123' }],
        externalIds: [{ system: 'site', id: 'p0' }],
      },
    ],
    ['person.updated', { name: { full: 'Ann Moss' }, externalIds: [{ system: 'site', id: 'p0' }] }],
  ]);
  await tell(db, { type: 'site.visited', subject: 'p0', data: { visits: 2 }, ...minute(9) });
  expect((await read()).summary.name).toBe('Ann Moss');
});

test('B6: what the website says later is the newer word', async () => {
  desk.clock.goOn(60_000);
  await edit({ email: { from: 'p0@example.com', to: 'ann@example.com' } });
  const later = '2026-11-25T10:00:00Z';
  await tell(db, {
    type: 'person.updated',
    subject: 'p0',
    data: { person: { emails: [{ address: 'new@example.com' }] } },
    time: later,
    received: later,
  });
  expect(valueOf(await read(), 'email')).toMatchObject({ value: 'new@example.com', side: 'website' });
});

test('B6: who is erased is erased with what members corrected, everywhere', async () => {
  desk.clock.goOn(60_000);
  await edit({ email: { from: 'p0@example.com', to: 'secret@example.com' } });
  await tell(db, { type: 'person.erased', subject: 'p0', data: {}, ...minute(5000) });
  expect((await admin.get(`/api/leads/${ann}`)).status).toBe(404);
  const said = await outbox();
  expect(said.map(({ event }) => JSON.parse(event) as { type: string; subject: string })).toMatchObject([
    { type: 'person.erased', subject: personIdOf('oak', 'site', 'p0') },
  ]);
  for (const table of ['person_details', 'lead_values', 'lead_acts', 'lead_list', 'timeline']) {
    expect([table, await db.query(`select 1 from lead_desk.${table}`)]).toEqual([table, []]);
  }
});

test('B6: what people wrote stays through a rebuild', async () => {
  await edit({ rating: { from: '0', to: '2' }, stage: { from: 'uncontacted', to: 'nurturing' } });
  const list = () => db.query('select * from lead_desk.lead_list');
  const before = await list();
  expect(before).toMatchObject([{ rating: 2, stage: 'nurturing' }]);
  // An empty history leaves nothing but marks and values; told again, the lead is what it was.
  await rebuildProjections({ db, history: new InboxHistory(db) });
  expect(await list()).toEqual([]);
  await tell(db, ...enquirer('p0', 'Ann Reed', 0).map((tale, n) => ({ ...tale, id: `again-${n}` })));
  expect(await list()).toMatchObject([{ lead_id: ann, rating: 2, stage: 'nurturing' }]);
});

test('I8: another agency’s lead and one out of scope are not there', async () => {
  const [elm, agent] = [await desk.signIn('elm'), await desk.signIn('oak', 'agent')];
  for (const who of [elm, agent]) {
    expect((await who.get(`/api/leads/${ann}`)).status).toBe(404);
    expect((await who.get(`/api/leads/${ann}/history`)).status).toBe(404);
    expect((await edit({ rating: { from: '0', to: '1' } }, who)).status).toBe(404);
  }
  await giveLead(db, ann, 'agent@oak.example');
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: ann }]));
  expect((await agent.get(`/api/leads/${ann}`)).status).toBe(200);
});

test('B6: the history tells who changed what, beside what the person did', async () => {
  await edit({ rating: { from: '0', to: '2' } });
  const view = (await (await admin.get(`/api/leads/${ann}/history?limit=1`)).json()) as { entries: object[]; next: string };
  expect(view.entries).toMatchObject([
    { of: 'act', kind: 'edited', by: 'Administrator', changes: [{ field: 'rating', from: '0', to: '2' }] },
  ]);
  const more = (await (await admin.get(`/api/leads/${ann}/history?before=${view.next}`)).json()) as { entries: { words: string }[] };
  expect(more.entries.map(({ words }) => words)).toEqual(expect.arrayContaining([expect.stringContaining('Enquired')]));
  expect(more.entries).toHaveLength(2);
});
