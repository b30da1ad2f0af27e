import type { SignInEnd } from '#connections';
import { Participants } from '#delivery';
import { freePort } from '#runtime';
import type { DataSource } from 'typeorm';
import { GoHighLevelTwin } from '../../../twin/src';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import type { ConnectionView, VendorSignInView } from './connection-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let twin: GoHighLevelTwin;
let oak: Visitor;

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db, { publicUrl: 'https://bridge.example.com' });
  await new Participants(db).addAgency({ id: 'oak', name: 'oak', zone: 'Europe/London' });
  oak = await desk.signIn('oak');
  twin = new GoHighLevelTwin({ seed: 'sign-in' });
  const address = `http://127.0.0.1:${await freePort()}`;
  await twin.listen(Number(new URL(address).port));
  const { locationId, clientId, clientSecret } = twin.credentials;
  const settings = { signIn: 'oauth', locationId, clientId, clientSecret, address, signInAddress: address };
  const form = { id: 'crm', name: 'CRM', pack: 'gohighlevel', settings, allowPrivate: true };
  expect((await oak.post('/api/connections', form)).status).toBe(201);
}, 120_000);
afterAll(async () => {
  await desk.app.close();
  await desk.connections.close();
  await twin.close();
  await database.end();
});

// Answers of the desk's own API.
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const crm = (): Promise<ConnectionView> => json(oak.get('/api/connections/crm'));

interface Begun {
  readonly address: URL;
  readonly browserOf: (tag: string) => string | undefined;
}

async function begin(): Promise<Begun> {
  const answer = await oak.post('/api/connections/crm/sign-in');
  // The desk's own answer.
  const { address } = (await answer.json()) as VendorSignInView;
  const [, name, value] =
    /^(\w+)=([\w-]+); Path=\/v1\/vendor-sign-ins\/callback; HttpOnly; SameSite=Lax; Max-Age=600$/u.exec(
      answer.headers.get('set-cookie') ?? '',
    ) ?? [];
  return { address: new URL(address), browserOf: (tag) => (name === `vendor_sign_in_${tag}` ? value : undefined) };
}

/** What the vendor's page sends back with the browser after somebody pressed a button there. */
async function decide({ address }: Begun, choice: 'allow' | 'deny'): Promise<URLSearchParams> {
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/name="(\w+)" value="([^"]*)"/gu)].map(([, name = '', value = '']): [string, string] => [name, value]);
  const body = new URLSearchParams({ ...Object.fromEntries(hidden), choice }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(address.origin + address.pathname, { method: 'POST', headers, body, redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe('https://bridge.example.com/v1/vendor-sign-ins/callback');
  return back.searchParams;
}

const end = ({ browserOf }: Pick<Begun, 'browserOf'>, sent: URLSearchParams): Promise<SignInEnd> => {
  const given = Object.fromEntries(['code', 'error'].flatMap((name) => (sent.has(name) ? [[name, sent.get(name) ?? '']] : [])));
  return desk.connections.signIns.end({ state: sent.get('state') ?? '', ...given, browserOf });
};
const words = (done: SignInEnd): string => (done.kind === 'refused' ? done.says : done.kind);

test('P1: without a sign-in the connection says that somebody has to', async () => {
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: false, says: 'Nobody has signed in at the vendor yet' });
  expect(await crm()).toMatchObject({ state: 'needsAuthorisation', signsIn: true });
});

test('P1: the vendor is asked as its documents say, and back leads the address that the settings fix', async () => {
  const { address } = await begin();
  expect(address.pathname).toBe('/oauth/chooselocation');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    response_type: 'code',
    client_id: twin.credentials.clientId,
    redirect_uri: 'https://bridge.example.com/v1/vendor-sign-ins/callback',
    scope: expect.stringContaining('contacts.write'),
    state: expect.stringMatching(/^[\w-]{43}$/),
  });
});

test('P1: who agrees makes it work, and the act is theirs; nothing of what was granted is shown or kept open', async () => {
  const begun = await begin();
  expect(await end(begun, await decide(begun, 'allow'))).toEqual({ kind: 'signedIn', connection: 'crm', name: 'CRM', inDesk: true });
  expect(await crm()).toMatchObject({ state: 'ready', says: null });
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true });
  const [act] = await desk.connections.acts.of('oak', 'crm');
  expect(act).toMatchObject({ did: 'signed in at the vendor', who: expect.stringMatching(/^[\da-f-]{36}$/), facts: {} });
  const [kept] = await db.query('select sealed from connections.tokens');
  expect(Object(kept).sealed.toString('latin1')).not.toMatch(/access/i);
});

test('I8: a way back is good once, for ten minutes, in the browser it was begun in, and for nobody who made one up', async () => {
  const used = await begin();
  const sent = await decide(used, 'allow');
  await end(used, sent);
  expect(words(await end(used, sent))).toMatch(/^This sign-in was used already/);
  const late = await begin();
  const after = await decide(late, 'allow');
  const at = desk.clock.now();
  jest.spyOn(desk.clock, 'now').mockReturnValue(new Date(at.getTime() + 10 * 60_000 + 1));
  expect(words(await end(late, after))).toMatch(/^This sign-in took longer than ten minutes/);
  jest.restoreAllMocks();
  const elsewhere = await begin();
  const decided = await decide(elsewhere, 'allow');
  expect(words(await end({ browserOf: () => undefined }, decided))).toMatch(/^This sign-in was begun in another browser/);
  expect(words(await end(elsewhere, decided))).toMatch(/used already/);
  expect(words(await end(used, new URLSearchParams({ state: 'made-up', code: 'x' })))).toMatch(/^Nobody began this sign-in here/);
  expect(await crm()).toMatchObject({ state: 'ready' });
});

test('P1: a no, and a code that the vendor does not take, are told in words and leave everything as it was', async () => {
  const denied = await begin();
  expect(words(await end(denied, await decide(denied, 'deny')))).toBe('Nobody agreed at the vendor.');
  const wrong = await begin();
  const sent = await decide(wrong, 'allow');
  sent.set('code', 'another');
  expect(words(await end(wrong, sent))).toMatch(/^The vendor did not take the sign-in\. .*Invalid grant/);
  const empty = await begin();
  expect(words(await end(empty, new URLSearchParams({ state: empty.address.searchParams.get('state') ?? '' })))).toMatch(
    /sent nothing back/,
  );
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true });
  const acts = await desk.connections.acts.of('oak', 'crm');
  expect(acts.filter(({ did }) => did === 'was refused at the vendor')).toHaveLength(3);
});

test('P1: access that is taken back at the vendor asks for another sign-in, which mends it', async () => {
  twin.revoke();
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: false });
  expect(await crm()).toMatchObject({
    state: 'needsAuthorisation',
    says: expect.stringContaining('Somebody has to sign in at the vendor again'),
  });
  const begun = await begin();
  await end(begun, await decide(begun, 'allow'));
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true });
  expect(await crm()).toMatchObject({ state: 'ready', says: null });
});

test('I8: integrators and administrators of its own agency begin one, where its settings want one', async () => {
  for (const role of ['agent', 'officeManager', 'broker'] as const)
    expect((await (await desk.signIn('oak', role)).post('/api/connections/crm/sign-in')).status).toBe(403);
  expect((await (await desk.signIn('elm')).post('/api/connections/crm/sign-in')).status).toBe(404);
  await oak.patch('/api/connections/crm', { settings: { signIn: 'token', token: twin.credentials.token } });
  expect(await crm()).toMatchObject({ signsIn: false, secrets: expect.arrayContaining(['clientSecret', 'token']) });
  const answer = await oak.post('/api/connections/crm/sign-in');
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('its settings say who it is')]);
});

test('P1: what another way to sign in needs is not asked for', async () => {
  const { locationId } = twin.credentials;
  const answer = await oak.post('/api/connections', {
    id: 'other',
    name: 'Other',
    pack: 'gohighlevel',
    settings: { signIn: 'oauth', locationId },
  });
  // The desk's own refusal.
  const { problems } = (await answer.json()) as { problems: { path: string }[] };
  expect(problems.map(({ path }) => path)).toEqual(['/settings/clientId', '/settings/clientSecret']);
});
