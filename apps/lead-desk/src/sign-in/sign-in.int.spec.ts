import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { password, type RunningDesk, runDesk, tryPassword } from '../../test/running-desk';
import { createAdministrator } from './create-administrator';

let database: DeskDatabase;
let desk: RunningDesk;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db);
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

test('the right password opens a session in a cookie that scripts cannot read', async () => {
  const answer = await tryPassword(desk.url, ' Admin@Oak.example ', password);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toMatch(/^lead_desk_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  expect(await answer.json()).toMatchObject({
    member: { name: 'Administrator', email: 'admin@oak.example', role: 'admin' },
    agency: { id: 'oak', name: 'Agency oak', zone: 'Europe/London', country: 'GB', currency: 'GBP' },
  });
});

test('an unknown address and a wrong password get the same answer', async () => {
  const wrong = await tryPassword(desk.url, 'admin@oak.example', 'not this one');
  const unknown = await tryPassword(desk.url, 'nobody@oak.example', 'not this one');
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  expect(await wrong.text()).toBe(await unknown.text());
});

test('only the hash of a session is kept', async () => {
  const { cookie } = await desk.signIn('oak');
  const token = cookie.split('=')[1] ?? '';
  const rows: { token_hash: Buffer }[] = await database.db.query('select * from lead_desk.sessions');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('guessing locks an account out for growing times, also for the right password, and lets it in afterwards', async () => {
  const guess = (given: string): Promise<Response> => tryPassword(desk.url, 'admin@oak.example', given);
  const answers = [];
  for (let n = 0; n < 6; n += 1) answers.push((await guess('wrong wrong wrong')).status);
  expect(answers).toEqual([401, 401, 401, 401, 429, 429]);
  const blocked = await guess(password);
  expect([blocked.status, Number(blocked.headers.get('retry-after'))]).toEqual([429, 1]);
  desk.clock.goOn(1_001);
  expect((await guess('wrong again')).status).toBe(401);
  expect(Number((await guess(password)).headers.get('retry-after'))).toBe(2);
  desk.clock.goOn(2_001);
  expect((await guess(password)).status).toBe(200);
  expect((await guess('wrong again')).status).toBe(401);
});

test('guesses sent at once count as many', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => tryPassword(desk.url, 'admin@oak.example', 'wrong wrong wrong')));
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(4);
});

test('an address that guesses at many accounts is locked out', async () => {
  const statuses = [];
  for (let n = 0; n < 21; n += 1) statuses.push((await tryPassword(desk.url, `a${n}@oak.example`, 'wrong wrong wrong')).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
});

test('a session ends when unused for too long, and after its longest time in any case', async () => {
  const idle = await desk.signIn('oak');
  desk.clock.goOn(12 * 3_600_000);
  expect((await idle.get('/api/session')).status).toBe(401);
  const used = await desk.signIn('oak');
  for (let half = 0; half < 27; half += 1) {
    desk.clock.goOn(12 * 3_600_000 - 1);
    expect((await used.get('/api/session')).status).toBe(200);
  }
  desk.clock.goOn(12 * 3_600_000 - 1);
  expect((await used.get('/api/session')).status).toBe(200);
  desk.clock.goOn(3_600_000);
  expect((await used.get('/api/session')).status).toBe(401);
});

test('signing out ends the session at once', async () => {
  const visitor = await desk.signIn('oak');
  const answer = await fetch(`${desk.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie: visitor.cookie, 'x-csrf-token': visitor.csrf },
  });
  expect([answer.status, answer.headers.get('set-cookie')?.includes('Max-Age=0')]).toEqual([204, true]);
  expect((await visitor.get('/api/session')).status).toBe(401);
});

test('a change without the csrf token of the session is refused', async () => {
  const { cookie, csrf } = await desk.signIn('oak');
  const other = await desk.signIn('oak');
  const path = `${desk.url}/api/todos/00000000-0000-4000-8000-000000000000/done`;
  const send = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(path, { method: 'POST', headers: { cookie, ...headers } })).status;
  expect(await send({})).toBe(403);
  expect(await send({ 'x-csrf-token': other.csrf })).toBe(403);
  expect(await send({ 'x-csrf-token': csrf })).toBe(404);
});

test('a change sent by the page of another site is refused, signing in too', async () => {
  const { cookie, csrf } = await desk.signIn('oak');
  const path = `${desk.url}/api/todos/00000000-0000-4000-8000-000000000000/done`;
  const send = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(path, { method: 'POST', headers: { cookie, 'x-csrf-token': csrf, ...headers } })).status;
  expect(await send({ origin: 'https://evil.example' })).toBe(403);
  expect(await send({ origin: 'null' })).toBe(403);
  expect(await send({ origin: desk.url })).toBe(404);
  expect((await tryPassword(desk.url, 'admin@oak.example', password, { origin: 'https://evil.example' })).status).toBe(403);
});

test('a request with problems hears all of them at once', async () => {
  const answer = await fetch(`${desk.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"email":7,"role":"admin"}',
  });
  expect(answer.status).toBe(422);
  const { problems } = (await answer.json()) as { problems: { path: string }[] };
  expect([...new Set(problems.map((problem) => problem.path))].sort()).toEqual(['/email', '/password', '/role']);
});

test('an administrator is made once per address', async () => {
  expect(await createAdministrator(database.db, { agency: 'ash', email: 'ADMIN@oak.example', password }, new Date(0))).toBe(false);
  await expect(
    createAdministrator(database.db, { agency: 'ash', email: 'a@ash.example', password: 'short' }, new Date(0)),
  ).rejects.toMatchObject({ status: 422 });
});
