import { Logger } from '@nestjs/common';
import { digestOf, Participants } from '#delivery';
import { freePort } from '#runtime';
import type { DataSource } from 'typeorm';
import { GoHighLevelTwin } from '../../../twin/src';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import type { ConnectionView } from './connection-views';
import type { CapabilityMatrixView, PacksView } from './pack-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let twin: GoHighLevelTwin;
let oak: Visitor;
let form: { id: string; name: string; pack: string; settings: Record<string, unknown>; allowPrivate: boolean };

const routes: [method: 'GET' | 'POST' | 'PATCH', path: string][] = [
  ['GET', '/api/connections'],
  ['POST', '/api/connections'],
  ['GET', '/api/connections/crm'],
  ['PATCH', '/api/connections/crm'],
  ['POST', '/api/connections/crm/test'],
  ['POST', '/api/connections/crm/promote'],
  ['POST', '/api/connections/crm/roll-back'],
  ['POST', '/api/connections/crm/pause'],
  ['POST', '/api/connections/crm/resume'],
  ['GET', '/api/connections/crm/drift'],
  ['GET', '/api/packs'],
  ['GET', '/api/capabilities'],
];
const ask = (who: Visitor, method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Response> =>
  method === 'GET' ? who.get(path) : method === 'POST' ? who.post(path, body) : who.patch(path, body);
// Answers of the desk's own API.
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const crm = (): Promise<ConnectionView> => json(oak.get('/api/connections/crm'));
const problems = async (answer: Response): Promise<{ path: string; message: string }[]> =>
  ((await answer.json()) as { problems: { path: string; message: string }[] }).problems;

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  for (const id of ['oak', 'elm']) await new Participants(db).addAgency({ id, name: id, zone: 'Europe/London' });
  oak = await desk.signIn('oak');
  twin = new GoHighLevelTwin({ seed: 'desk' });
  const port = await freePort();
  await twin.listen(port);
  const { token, locationId } = twin.credentials;
  const settings = { token, locationId, webhookKey: twin.webhookKey, address: `http://127.0.0.1:${port}` };
  form = { id: 'crm', name: 'CRM', pack: 'gohighlevel', settings, allowPrivate: true };
  expect((await oak.post('/api/connections', form)).status).toBe(201);
});
afterAll(async () => {
  await desk.app.close();
  await desk.connections.close();
  await twin.close();
  await database.end();
});

test('I8: connections are for integrators and administrators; agents, managers and brokers are refused', async () => {
  for (const role of ['agent', 'officeManager', 'broker'] as const) {
    const who = await desk.signIn('oak', role);
    for (const [method, path] of routes) expect([role, path, (await ask(who, method, path)).status]).toEqual([role, path, 403]);
  }
  const integrator = await desk.signIn('oak', 'integrator');
  expect((await integrator.get('/api/connections/crm')).status).toBe(200);
});

test('I8: another agency finds no connection of ours, by no route', async () => {
  const elm = await desk.signIn('elm');
  for (const [method, path] of routes.filter(([, route]) => route.includes('/crm'))) {
    const body = path.endsWith('/promote') ? { version: '1.0.0' } : {};
    expect([path, (await ask(elm, method, path, body)).status]).toEqual([path, 404]);
  }
  expect(await json(elm.get('/api/connections'))).toEqual({ connections: [] });
  expect(await json(elm.get('/api/capabilities'))).toMatchObject({ connections: [] });
});

test('a pack says what it needs to be told, and what it can', async () => {
  const { packs } = await json<PacksView>(oak.get('/api/packs'));
  expect(packs.map(({ name }) => name)).toEqual(expect.arrayContaining(['cloudevents', 'follow-up-boss', 'gohighlevel']));
  const pack = packs.find(({ name }) => name === 'gohighlevel');
  expect(pack).toMatchObject({ title: 'GoHighLevel', newest: true, side: 'backOffice', publishedBy: 'bridge' });
  expect(pack?.settings.find(({ name }) => name === 'token')).toMatchObject({
    kind: 'text',
    secret: true,
    optional: false,
    neededWhen: { setting: 'signIn', is: 'token' },
  });
  expect(pack?.settings.find(({ name }) => name === 'address')).toMatchObject({ kind: 'url', default: expect.stringMatching(/^https/) });
  expect(pack?.capabilities.map(({ row }) => row)).toHaveLength(17);
});

test('all problems of a form are told at once, each with its field, and nothing is kept (I9)', async () => {
  const answer = await oak.post('/api/connections', { ...form, id: 'Bad Id', name: ' ', settings: { address: 'ftp://x', colour: 'red' } });
  expect(answer.status).toBe(422);
  const paths = (await problems(answer)).map(({ path }) => path);
  const wanted = ['/id', '/name', '/settings/address', '/settings/colour', '/settings/locationId', '/settings/token'];
  expect(paths.sort()).toEqual(wanted);
  const taken = await oak.post('/api/connections', form);
  expect([taken.status, (await problems(taken)).map(({ path }) => path)]).toEqual([409, ['/id']]);
  const nul = await oak.patch('/api/connections/crm', { settings: { pipelineId: 'a\u0000b' } });
  expect([nul.status, (await problems(nul)).map(({ path }) => path)]).toEqual([422, ['/settings/pipelineId']]);
  expect((await oak.post('/api/connections', { ...form, id: 'other', pack: 'nobodys' })).status).toBe(404);
  expect(await json(oak.get('/api/connections'))).toMatchObject({ connections: [{ id: 'crm' }] });
});

test('only an administrator allows an address of a private network', async () => {
  const integrator = await desk.signIn('oak', 'integrator');
  const answer = await integrator.post('/api/connections', { ...form, id: 'inside' });
  expect([answer.status, (await problems(answer)).map(({ path }) => path)]).toEqual([422, ['/allowPrivate']]);
});

test('I8: secrets are entered and never answered; what is no secret is', async () => {
  const answers = await Promise.all(
    routes.filter(([method]) => method === 'GET').map(([, path]) => oak.get(path).then((one) => one.text())),
  );
  expect(answers.filter((text) => text.includes(twin.credentials.token))).toEqual([]);
  expect(await crm()).toMatchObject({ secrets: ['token'], settings: { locationId: twin.credentials.locationId } });
});

test('a test says in words whether the vendor answers; a wrong token turns the state, the right one turns it back', async () => {
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true, says: expect.stringMatching(/answered/) });
  expect(await crm()).toMatchObject({ state: 'ready', says: null, requestsToday: 1, dailyBudget: 200_000 });
  await oak.patch('/api/connections/crm', { settings: { token: 'pit-wrong' } });
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: false });
  expect(await crm()).toMatchObject({ state: 'credentialsRefused', says: expect.stringMatching(/./) });
  await oak.patch('/api/connections/crm', { settings: { token: twin.credentials.token } });
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true });
  expect(await crm()).toMatchObject({ state: 'ready', says: null });
});

test('P11: a value that the vendor does not know is told by the test and stays on the connection, which works all the same', async () => {
  await oak.patch('/api/connections/crm', { settings: { pipelineId: 'p-1', stageId: 's-1' } });
  const pipeline = expect.stringMatching(
    /^Pipeline of enquiries is "p-1", which the vendor does not know. It offers PipelineBuyers000001 \(Buyers\)/,
  );
  const stage = 'Stage of new enquiries is "s-1", which the vendor does not know. It has no Stages of the pipeline at all.';
  expect(await json(oak.post('/api/connections/crm/test'))).toMatchObject({ ok: true, warnings: [pipeline, stage] });
  expect(await crm()).toMatchObject({
    state: 'ready',
    lists: {
      checkedAt: expect.any(String),
      warnings: [
        { in: 'pipelineId', value: 'p-1', says: pipeline },
        { in: 'stageId', says: stage },
      ],
    },
  });
  await oak.patch('/api/connections/crm', { settings: { pipelineId: '', stageId: '' } });
  await oak.post('/api/connections/crm/test');
  expect((await crm()).lists.warnings).toEqual([]);
});

test('P17: a row that is switched off stays off, and a secret stays, when something else is changed', async () => {
  await oak.patch('/api/connections/crm', { off: ['P7'] });
  await oak.patch('/api/connections/crm', { settings: { pipelineId: 'p-1' } });
  expect(await crm()).toMatchObject({ off: ['P7'], secrets: ['token'], settings: { pipelineId: 'p-1' } });
  const { rows, connections } = await json<CapabilityMatrixView>(oak.get('/api/capabilities'));
  expect([rows.length, connections[0]?.cells.length]).toEqual([17, 17]);
  expect(connections[0]?.cells.filter(({ off }) => off).map(({ row }) => row)).toEqual(['P7']);
  expect(connections[0]?.cells[8]).toMatchObject({ row: 'P9', out: 'ignored', in: 'ignored', says: expect.stringMatching(/listing/) });
  await oak.patch('/api/connections/crm', { off: [] });
  expect(await crm()).toMatchObject({ off: [] });
});

test('who changes something is recorded, by member and act, without what was entered', async () => {
  const said = jest.spyOn(Logger.prototype, 'log');
  await oak.post('/api/connections/crm/pause');
  expect(await crm()).toMatchObject({ state: 'paused' });
  await oak.post('/api/connections/crm/resume');
  expect(await crm()).toMatchObject({ state: 'ready' });
  await oak.patch('/api/connections/crm', { settings: { token: twin.credentials.token } });
  const acts = said.mock.calls.flatMap(([facts]: unknown[]) => (typeof facts === 'object' ? [facts] : []));
  said.mockRestore();
  expect(acts).toMatchObject([
    { did: 'paused' },
    { did: 'resumed' },
    { did: 'changed', connection: 'crm', agency: 'oak', settings: ['token'] },
  ]);
  expect(acts).toEqual(acts.map(() => expect.objectContaining({ member: expect.stringMatching(/^[\da-f-]{36}$/) })));
  expect(JSON.stringify(acts)).not.toContain(twin.credentials.token);
  const kept = await desk.connections.acts.of('oak', 'crm');
  expect(kept.slice(0, 3).map(({ who, did }) => [who, did])).toEqual(acts.toReversed().map((act) => [Object(act).member, Object(act).did]));
  expect(await desk.connections.acts.of('elm', 'crm')).toEqual([]);
});

test('a version that is not there is refused, and so is the way back where there is none', async () => {
  expect((await oak.post('/api/connections/crm/promote', { version: '9.9.9' })).status).toBe(404);
  expect((await oak.post('/api/connections/crm/roll-back')).status).toBe(409);
  const files = Object.fromEntries(await desk.connections.packs.filesOf('oak', 'cloudevents', '1.0.0'));
  for (const version of ['1.0.0', '1.1.0']) {
    const yaml = (files['pack.yaml'] ?? '').replace('pack: cloudevents', 'pack: ours').replace('version: 1.0.0', `version: ${version}`);
    await desk.connections.packs.publish('oak', new Map(Object.entries({ ...files, 'pack.yaml': yaml })), 'spec');
  }
  const settings = { address: 'https://crm.example/events', secret: `whsec_${Buffer.from('a secret of some length').toString('base64')}` };
  await oak.post('/api/connections', { id: 'own', name: 'Own', pack: 'ours', version: '1.0.0', settings });
  const own = (act: string, body?: unknown) => json<ConnectionView>(oak.post(`/api/connections/own/${act}`, body));
  expect(await own('promote', { version: '1.1.0' })).toMatchObject({
    version: '1.1.0',
    goesTo: [{ pack: 'ours', version: '1.0.0', earlier: true }],
  });
  expect(await own('roll-back')).toMatchObject({ version: '1.0.0', goesTo: [{ pack: 'ours', version: '1.1.0', earlier: true }] });
});

test('a connection goes to a pack that was made from its own, and to no other', async () => {
  const files = Object.fromEntries(await desk.connections.packs.filesOf('oak', 'gohighlevel', '1.0.0'));
  const made = (name: string, from: string): Promise<unknown> => {
    const yaml = (files['pack.yaml'] ?? '')
      .replace('pack: gohighlevel', `pack: ${name}${from}`)
      .replace('version: 1.0.0', 'version: 0.1.0');
    return desk.connections.packs.publish('oak', new Map(Object.entries({ ...files, 'pack.yaml': yaml })), 'spec');
  };
  await made('our-highlevel', '\nmadeFrom: gohighlevel');
  await made('stranger', '');
  expect((await crm()).goesTo).toEqual([{ pack: 'our-highlevel', title: 'GoHighLevel', version: '0.1.0', earlier: false }]);
  const strange = await oak.post('/api/connections/crm/promote', { pack: 'stranger', version: '0.1.0' });
  expect([strange.status, (await problems(strange)).map(({ path }) => path)]).toEqual([422, ['/pack']]);
  const own = (act: string, body?: unknown) => json<ConnectionView>(oak.post(`/api/connections/crm/${act}`, body));
  expect(await own('promote', { pack: 'our-highlevel', version: '0.1.0' })).toMatchObject({
    pack: 'our-highlevel',
    goesTo: [{ pack: 'gohighlevel', version: '1.0.0', earlier: true }],
  });
  expect(await own('roll-back')).toMatchObject({ pack: 'gohighlevel', version: '1.0.0' });
});

test('X6: a vendor whose webhooks fell silent is told of in words, and heard again is well again', async () => {
  expect((await crm()).hooks).toMatchObject({ hearing: 'notYet', lastAt: null, path: expect.stringMatching(/^\/v1\/hooks\//) });
  await db.query(
    `insert into connections.topics (agency, connection, topic, first_at, last_at, heard) values ('oak', 'crm', 'ContactUpdate', '2026-11-01', '2026-11-02', 3), ('oak', 'crm', 'sweep', '2026-11-01', '2026-11-20', 9)`,
  );
  await db.query(`insert into connections.sweeps (agency, connection, record, found, missed) values ('oak', 'crm', 'contact', 9, 4)`);
  const silent = await crm();
  expect(silent.hooks).toMatchObject({ hearing: 'silent', says: expect.stringContaining('4 changes') });
  expect(silent.topics.map(({ topic }) => topic)).toEqual(['ContactUpdate']);
  await db.query(`update connections.topics set last_at = '2026-11-21' where topic = 'ContactUpdate'`);
  expect((await crm()).hooks).toMatchObject({ hearing: 'heard' });
});

test('X4: drift is counted, and shown field by field with its newest example', async () => {
  await db.query(
    `insert into connections.drift (agency, connection, record, field, count, ours, theirs, last_at) values ('oak', 'crm', 'contact', '/phone', 3, '"+44 1"', 'nothing', now())`,
  );
  expect(await crm()).toMatchObject({ drift: 3 });
  expect(await json(oak.get('/api/connections/crm/drift'))).toMatchObject({ drift: [{ field: '/phone', count: 3, theirs: 'nothing' }] });
});

test('what waits for a connection is counted by state, with the age of the oldest and why requests fail', async () => {
  const [person, key] = [digestOf('somebody'), digestOf('an event')];
  const pending = `insert into exchange.pending (agency, target, person, side, lane, key, received, type, state, routed_at) values ('oak', 'crm', $1, 'backOffice', 1, $2, $3, 'site.visited', $4, now())`;
  await db.query(pending, [person, key, '2026-11-20T10:00:00Z', 'due']);
  await db.query(pending, [person, key, '2026-11-20T11:00:00Z', 'heldParent']);
  await db.query(pending, [person, key, '2026-11-19T11:00:00Z', 'parked']);
  await db.query(
    `insert into exchange.queues (agency, target, person, side, lane, last_seq, failing_since) values ('oak', 'crm', $1, 'backOffice', 1, 1, '2026-11-20T12:00:00Z')`,
    [person],
  );
  await db.query(
    `insert into exchange.attempts (agency, target, key, number, at, took_ms, error) values ('oak', 'crm', $1, 1, now(), 5, 'no answer')`,
    [key],
  );
  expect(await crm()).toMatchObject({
    deliveries: {
      inFlight: 1,
      held: 1,
      parked: 1,
      oldestAt: '2026-11-20T10:00:00.000Z',
      failingSince: '2026-11-20T12:00:00.000Z',
      failingWith: 'no answer',
    },
    breaker: 'unknown',
  });
});
