import { type OutgoingMail, MailWay } from '../mail/mail-way';
import { MailSender } from '../mail/mail-sender';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { password, type RunningDesk, runDesk, tryPassword } from '../../test/running-desk';
import { ChoosePassword } from './choose-password';

/** Takes every mail, and shows it to the test. */
class Shown extends MailWay {
  readonly doubtful = true;
  readonly mails: OutgoingMail[] = [];
  async send(mail: OutgoingMail) {
    this.mails.push(mail);
    return { state: 'sent', answer: 'taken' } as const;
  }
  async held(): Promise<string[]> {
    return [];
  }
  async letGo(): Promise<void> {
    // Nothing is kept.
  }
}

const day = 86_400_000;
const chosen = 'several words in a row';
let database: DeskDatabase;
let desk: RunningDesk;
let shown: Shown;

beforeEach(async () => {
  database = await deskDatabase();
  shown = new Shown();
  desk = await runDesk(database.db, { mailWay: shown });
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const post = (path: string, body: object): Promise<Response> =>
  fetch(desk.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const accept = (token: string, word = chosen): Promise<Response> => post('/api/invitations/accept', { token, password: word });
const finish = (token: string, word = chosen): Promise<Response> => post('/api/password-resets/finish', { token, password: word });
const ask = async (email: string): Promise<Response> => {
  const answer = await post('/api/password-resets', { email });
  await desk.app.get(ChoosePassword).settled();
  return answer;
};
const wrongs = async (answer: Response): Promise<unknown> => {
  // The desk's own answer.
  const { problems } = (await answer.json()) as { problems: { path: string; rule: string }[] };
  return [answer.status, ...problems.map(({ path, rule }) => `${path} ${rule}`)];
};

/** The token of the newest mail, as its reader finds it. */
async function mailed(): Promise<string> {
  await desk.app.get(MailSender).sendDue();
  return /#([\w-]+)/.exec(shown.mails.at(-1)?.text ?? '')?.[1] ?? '';
}
async function invite(): Promise<string> {
  const admin = await desk.signIn('oak');
  await admin.post('/api/team/members', { name: 'Ida Agent', email: 'ida@oak.example', role: 'agent' });
  return mailed();
}
const signsIn = async (email: string, word: string): Promise<number> => (await tryPassword(desk.url, email, word)).status;

test('an invitation lets its reader choose a password once, within seven days', async () => {
  const token = await invite();
  expect(shown.mails[0]).toMatchObject({ to: { address: 'ida@oak.example' }, subject: 'Administrator invites you to Agency oak' });
  expect(shown.mails[0]?.text).toContain(`${desk.url}/invitation#${token}`);
  expect(token).toHaveLength(43);
  expect(await wrongs(await accept(token, 'short'))).toEqual([422, '/password minLength']);
  desk.clock.goOn(7 * day - 1);
  const answer = await accept(token);
  expect([answer.status, await answer.json()]).toEqual([200, { email: 'ida@oak.example' }]);
  expect(await signsIn('ida@oak.example', chosen)).toBe(200);
  expect(await wrongs(await accept(token, 'another one altogether'))).toEqual([422, '/token link']);
  expect(await signsIn('ida@oak.example', chosen)).toBe(200);
});

test('an invitation that is too old opens nothing, one sent anew does', async () => {
  const token = await invite();
  desk.clock.goOn(7 * day);
  expect(await wrongs(await accept(token))).toEqual([422, '/token link']);
  const admin = await desk.signIn('oak');
  const { members } = (await (await admin.get('/api/team')).json()) as { members: { id: string; state: string }[] };
  await admin.post(`/api/team/members/${members.find(({ state }) => state === 'invited')?.id}/invitation`);
  expect((await accept(await mailed())).status).toBe(200);
});

test('of fifty who open one link at once one gets in', async () => {
  const token = await invite();
  const statuses = await Promise.all(Array.from({ length: 50 }, async (_, n) => (await accept(token, `${chosen} ${n}`)).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
});

test('who asks for another password gets one answer, whether there is such a member or not', async () => {
  const [known, unknown, odd] = [await ask('admin@oak.example'), await ask('nobody@oak.example'), await ask('\u0000 no address')];
  const said = await Promise.all([known, unknown, odd].map(async (answer) => [answer.status, await answer.text()]));
  expect(said).toEqual([
    [202, ''],
    [202, ''],
    [202, ''],
  ]);
  await mailed();
  expect(shown.mails.map(({ to, subject }) => [to.address, subject])).toEqual([['admin@oak.example', 'Choose another password']]);
});

test('asking again and again is as slow as guessing, and locks nobody out of signing in', async () => {
  const statuses = [];
  for (let n = 0; n < 6; n += 1) statuses.push((await ask('admin@oak.example')).status);
  expect(statuses).toEqual([202, 202, 202, 202, 429, 429]);
  expect(await signsIn('admin@oak.example', password)).toBe(200);
});

test('a reset is good once and for an hour, and ends every session of the member', async () => {
  const admin = await desk.signIn('oak');
  await ask('admin@oak.example');
  const old = await mailed();
  desk.clock.goOn(3_600_000);
  expect(await wrongs(await finish(old))).toEqual([422, '/token link']);
  await ask('ADMIN@oak.example ');
  const token = await mailed();
  expect((await admin.get('/api/session')).status).toBe(200);
  expect((await finish(token)).status).toBe(200);
  expect((await admin.get('/api/session')).status).toBe(401);
  expect([await signsIn('admin@oak.example', password), await signsIn('admin@oak.example', chosen)]).toEqual([401, 200]);
  expect(await wrongs(await finish(token))).toEqual([422, '/token link']);
});

test('a link of one kind does not open the other, and a used one closes all of its member', async () => {
  const invitation = await invite();
  expect((await finish(invitation)).status).toBe(422);
  await ask('admin@oak.example');
  const first = await mailed();
  await ask('admin@oak.example');
  const second = await mailed();
  expect(first).not.toBe(second);
  expect((await accept(first)).status).toBe(422);
  expect([(await finish(second)).status, (await finish(first)).status]).toEqual([200, 422]);
});

test('I8: no token stands in a table or on the screen of sent mails, and a disabled member’s links open nothing', async () => {
  const token = await invite();
  const admin = await desk.signIn('oak');
  const [mail] = ((await (await admin.get('/api/mails')).json()) as { mails: { id: string }[] }).mails;
  const seen = await (await admin.get(`/api/mails/${mail?.id}`)).text();
  expect(seen).toContain('not shown here');
  expect(seen).not.toContain(token);
  for (const table of ['member_links', 'mails', 'members', 'messages']) {
    const rows: { row: string }[] = await database.db.query(`select to_jsonb(t)::text as row from lead_desk.${table} t`);
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  }
  const { members } = (await (await admin.get('/api/team')).json()) as { members: { id: string; state: string }[] };
  await admin.post(`/api/team/members/${members.find(({ state }) => state === 'invited')?.id}/disable`);
  expect((await accept(token)).status).toBe(422);
});

test('an invitation that was accepted meanwhile is not sent any more', async () => {
  const admin = await desk.signIn('oak');
  await admin.post('/api/team/members', { name: 'Ida Agent', email: 'ida@oak.example', role: 'agent' });
  await database.db.query(`update lead_desk.members set password_hash = 'x' where email = 'ida@oak.example'`);
  await desk.app.get(MailSender).sendDue();
  expect(shown.mails).toEqual([]);
  expect(await (await admin.get('/api/mails')).json()).toMatchObject({
    mails: [{ state: 'refused', answer: expect.stringContaining('Not needed') as unknown }],
  });
});
