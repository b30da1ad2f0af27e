import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../../test/desk-database';
import { enquirer } from '../../../test/lead-tales';
import { type RunningDesk, runDesk, type Visitor } from '../../../test/running-desk';
import { tell } from '../../../test/told-events';
import { readExported } from './csv';
import { exportColumnNames } from './export-columns';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let admin: Visitor;
const names = ['=cmd()', 'Ann "the" Reed', 'two\nlines', '+44 7700 900123', '@x'];

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  admin = await desk.signIn('oak');
  await tell(db, ...names.flatMap((name, n) => enquirer(`p${n}`, name, n)));
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

test('B13: the file holds the columns, dates and order chosen, and reading it again gives the same cells', async () => {
  const answer = await admin.get(
    '/api/leads/export.csv?columns=openedAt&columns=name&sort=openedAt&direction=asc&openedFrom=2026-11-20T10:01:00Z',
  );
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain('leads.csv');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(readExported(bytes.toString('utf8'))).toEqual([
    ['openedAt', 'name'],
    ...names.slice(1).map((name, n) => [`2026-11-20T10:0${n + 1}:00.000Z`, name]),
  ]);
  const whole = readExported(await (await admin.get('/api/leads/export.csv')).text());
  expect(whole[0]).toEqual(exportColumnNames);
  expect((await admin.get('/api/leads/export.csv?columns=shoe')).status).toBe(422);
});

test('B13: many leads come page by page, none twice', async () => {
  await db.query(
    `insert into lead_desk.lead_list select (jsonb_populate_record(l, jsonb_build_object('lead_id', gen_random_uuid(), 'name', 'Many ' || n))).*
     from lead_desk.lead_list l, generate_series(1, 1200) n where l.name = '@x'`,
  );
  const rows = readExported(await (await admin.get('/api/leads/export.csv?columns=id&columns=name')).text());
  expect(new Set(rows.map(([id]) => id)).size).toBe(1 + 5 + 1200);
});

test('B2: a list is saved under a name, for oneself or for all, and its address leads back to it', async () => {
  const agent = await desk.signIn('oak', 'agent');
  const save = (who: Visitor, name: string, shared: boolean) =>
    who.post('/api/lead-views', { name, address: '?stage=nurturing&sort=name', shared });
  const own = (await (await save(agent, 'Mine', false)).json()) as { id: string };
  expect((await save(admin, 'Ours', true)).status).toBe(201);
  const list = async (who: Visitor) =>
    ((await (await who.get('/api/lead-views')).json()) as { views: { name: string; own: boolean }[] }).views;
  expect((await list(agent)).map(({ name, own: mine }) => [name, mine])).toEqual([
    ['Mine', true],
    ['Ours', false],
  ]);
  expect((await list(admin)).map(({ name }) => name)).toEqual(['Ours']);
  expect((await admin.delete(`/api/lead-views/${own.id}`)).status).toBe(404);
  expect((await agent.delete(`/api/lead-views/${own.id}`)).status).toBe(204);
  expect((await agent.post('/api/lead-views', { name: ' ', address: 'https://elsewhere.example', shared: 'x' })).status).toBe(422);
});
