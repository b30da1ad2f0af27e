import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { password, type RunningDesk, runDesk, tryPassword, type Visitor } from '../../test/running-desk';
import { deviceInWords } from '../sign-in/device-in-words';
import type { OwnSessionsView } from './profile-views';

let database: DeskDatabase;
let desk: RunningDesk;
let here: Visitor;
let there: Visitor;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db);
  there = await desk.signIn('oak');
  desk.clock.goOn(1_000);
  here = await desk.signIn('oak');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

// The desk's own answer.
const sessionsOf = async (who: Visitor): Promise<OwnSessionsView['sessions']> =>
  ((await (await who.get('/api/profile/sessions')).json()) as OwnSessionsView).sessions;
const stands = async (who: Visitor): Promise<number> => (await who.get('/api/session')).status;
const problems = async (answer: Response): Promise<string[]> =>
  ((await answer.json()) as { problems: { path: string }[] }).problems.map(({ path }) => path);

test('a member sees where they are signed in, this browser first, and no token of it', async () => {
  const headers = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1' };
  await tryPassword(desk.url, 'admin@oak.example', password, headers);
  const sessions = await sessionsOf(here);
  expect(sessions.map(({ current }) => current)).toEqual([true, false, false]);
  expect(sessions.map(({ device }) => device)).toContain('Safari on iPhone');
  expect(sessions[2]).toMatchObject({ startedAt: '2026-11-24T12:00:00.000Z', seenAt: '2026-11-24T12:00:00.000Z' });
  expect(JSON.stringify(sessions)).not.toContain(here.cookie.split('=')[1]);
});

test('a session is ended from elsewhere, and nobody ends another’s', async () => {
  const id = (await sessionsOf(here)).find(({ current }) => !current)?.id ?? '';
  const elm = await desk.signIn('elm');
  const colleague = await desk.signIn('oak', 'agent');
  for (const other of [elm, colleague]) expect((await other.delete(`/api/profile/sessions/${id}`)).status).toBe(404);
  expect(await stands(there)).toBe(200);
  expect((await here.delete(`/api/profile/sessions/${id}`)).status).toBe(204);
  expect([await stands(there), await stands(here)]).toEqual([401, 200]);
  expect((await here.delete(`/api/profile/sessions/${id}`)).status).toBe(404);
  expect((await here.delete('/api/profile/sessions/1')).status).toBe(404);
});

test('all others are ended at once, and a session that ran out is not listed', async () => {
  expect((await here.delete('/api/profile/sessions')).status).toBe(204);
  expect([await stands(there), await stands(here)]).toEqual([401, 200]);
  await desk.signIn('oak');
  desk.clock.goOn(365 * 24 * 3_600_000);
  const again = await desk.signIn('oak');
  expect(await sessionsOf(again)).toHaveLength(1);
});

test('another password is set by who knows the one there is, and ends every other session', async () => {
  const next = 'a longer and better one';
  const change = (given: object): Promise<Response> => here.post('/api/profile/password', given);
  const wrong = await change({ current: 'not this one', next });
  expect([wrong.status, await problems(wrong)]).toEqual([422, ['/current']]);
  const short = await change({ current: password, next: 'short' });
  expect([short.status, await problems(short)]).toEqual([422, ['/next']]);
  expect(await stands(there)).toBe(200);
  expect((await change({ current: password, next })).status).toBe(204);
  expect([await stands(there), await stands(here)]).toEqual([401, 200]);
  expect((await tryPassword(desk.url, 'admin@oak.example', password)).status).toBe(401);
  expect((await tryPassword(desk.url, 'admin@oak.example', next)).status).toBe(200);
});

test('guessing the password in a session that was taken is as slow as at the door', async () => {
  const statuses = [];
  for (let n = 0; n < 6; n += 1)
    statuses.push((await here.post('/api/profile/password', { current: 'wrong wrong wrong', next: 'a longer and better one' })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 429, 429]);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome on Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'Safari on macOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', null],
  ['', null],
  [undefined, null],
])('%s is called %s', (userAgent, words) => {
  expect(deviceInWords(userAgent)).toBe(words);
});
