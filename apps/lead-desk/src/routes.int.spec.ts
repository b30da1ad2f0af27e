import { describeLeadDesk } from './describe-api';
import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { inAgency, openDatabase } from '#runtime';
import { endPostgres } from '../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../test/desk-database';
import { type RunningDesk, runDesk } from '../test/running-desk';
import { ann, home, tell } from '../test/told-events';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
const annId = personIdOf('oak', 'site', 'ann');

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  await tell(
    db,
    { type: 'person.registered', data: ann },
    { type: 'ownership.claimed', data: { ...home('9', '9 Mill Lane'), ownership: { capacity: 'vendor', state: 'claimed' } } },
  );
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

test('every route but signing in and choosing a password refuses without a session', async () => {
  const { paths } = describeLeadDesk(desk.app);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
  );
  expect(routes.length).toBeGreaterThan(60);
  const answers = await Promise.all(
    routes.map(async ({ path, method }) => {
      const answer = await fetch(desk.url + path.replace('{id}', annId), { method });
      return `${method} ${path} ${answer.status}`;
    }),
  );
  const open = answers.filter((answer) => !answer.endsWith(' 401'));
  expect(open.toSorted()).toEqual([
    'POST /api/invitations/accept 422',
    'POST /api/password-resets 422',
    'POST /api/password-resets/finish 422',
    'POST /api/session 422',
  ]);
});

test('I8: no agency sees another’s people, to-dos or timeline', async () => {
  const [oak, elm] = [await desk.signIn('oak'), await desk.signIn('elm')];
  const { todos } = (await (await oak.get(`/api/people/${annId}`)).json()) as { todos: { id: string }[] };
  const todo = todos[0]?.id ?? '';
  for (const path of [`/api/people/${annId}`, `/api/people/${annId}/timeline`, `/api/events?person=${annId}`]) {
    expect([path, (await oak.get(path)).status, (await elm.get(path)).status]).toEqual([path, 200, 404]);
  }
  expect((await elm.post(`/api/people/${annId}/notes`, { text: 'mine?' })).status).toBe(404);
  expect((await elm.post(`/api/todos/${todo}/done`)).status).toBe(404);
  expect(await (await elm.get('/api/people')).json()).toEqual({ people: [], next: null, total: 0 });
});

test('I8: a query that forgets the agency sees nothing of another, and nothing at all where none is set', async () => {
  const counts = (manager: { query(sql: string): Promise<{ n: string }[]> }) =>
    manager.query('select count(*) as n from lead_desk.persons');
  expect(await inAgency(db, 'elm', counts)).toEqual([{ n: '0' }]);
  expect(await inAgency(db, 'oak', counts)).toEqual([{ n: '1' }]);
  const plain = await openDatabase({ url: database.url, name: 'forgets' });
  expect(await counts(plain)).toEqual([{ n: '0' }]);
  await expect(plain.query(`insert into lead_desk.offices (agency, id, name) values ('oak', 'x', 'X')`)).rejects.toThrow(
    /row-level security/,
  );
  const open: { relname: string }[] = await db.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency'
     where n.nspname = 'lead_desk' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
  await plain.destroy();
});

test('a to-do is ticked off and taken back, a note stays', async () => {
  const oak = await desk.signIn('oak');
  const read = async () =>
    (await (await oak.get(`/api/people/${annId}`)).json()) as {
      todos: { id: string; doneAt: string | null }[];
      notes: { text: string; by: string }[];
    };
  const id = (await read()).todos[0]?.id;
  expect(await (await oak.post(`/api/todos/${id}/done`)).json()).toMatchObject({ id, doneAt: '2026-11-24T12:00:00.000Z' });
  expect((await read()).todos[0]?.doneAt).toBe('2026-11-24T12:00:00.000Z');
  expect(await (await oak.post(`/api/todos/${id}/undone`)).json()).toMatchObject({ doneAt: null });
  const added = await oak.post(`/api/people/${annId}/notes`, { text: 'Prefers calls after six' });
  expect(added.status).toBe(201);
  expect((await read()).notes[0]).toMatchObject({ text: 'Prefers calls after six', by: 'Administrator' });
  expect((await oak.post(`/api/people/${annId}/notes`, { text: ' ' })).status).toBe(422);
});

test('names that look like code are shown as they are and find themselves only', async () => {
  const names = [
    `Robert'); drop table lead_desk.persons; --`,
    '<script>alert(1)</script>',
    '100% _\\_',
    '{{7*7}}',
    'مريم العلي',
    '__proto__',
  ];
  for (const [n, full] of names.entries())
    await tell(db, { type: 'person.registered', subject: `odd${n}`, data: { person: { name: { full } } } });
  const oak = await desk.signIn('oak');
  for (const [n, full] of names.entries()) {
    const found = (await (await oak.get(`/api/people?search=${encodeURIComponent(full)}`)).json()) as {
      people: { id: string; name: string }[];
    };
    expect(found.people.map(({ id, name }) => ({ id, name }))).toEqual([{ id: personIdOf('oak', 'site', `odd${n}`), name: full }]);
  }
  for (const path of ["/api/people/1' or '1'='1", '/api/people/..%2f..%2fetc', '/api/todos/x/done', `/api/people/${annId}%00`]) {
    expect((path.includes('todos') ? await oak.post(path) : await oak.get(path)).status).toBe(404);
  }
});

test('a query that is not understood is refused with what is wrong', async () => {
  const oak = await desk.signIn('oak');
  for (const query of [
    'sort=energy;drop',
    'limit=0',
    'limit=x',
    'recency=8',
    'direction=up',
    'after=AAAA',
    'openLead=maybe',
    'unknown=1',
    'search=%00',
  ]) {
    const answer = await oak.get(`/api/people?${query}`);
    const body = (await answer.json()) as { problems: { message: string }[] };
    expect([query, [400, 422].includes(answer.status), body.problems.length > 0]).toEqual([query, true, true]);
  }
});

test('everything is sent with headers that keep strangers’ scripts out', async () => {
  const answer = await fetch(`${desk.url}/api/session`);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
