import { Participants } from '#delivery';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import type { Journey } from '../exchange-window/exchange-window';
import type { CheckedDraftView, DraftView, PlayedSampleView, TriedDraftView } from './studio-views';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let oak: Visitor;

const base = '/api/studio/drafts';
const own = `${base}/my-crm`;
const past = { source: 'https://www.oak.example', id: 'e1' };
const routes: [method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object][] = [
  ['get', own],
  ['patch', own, { revision: 1, files: [{ path: 'pack.yaml', text: '' }] }],
  ['post', `${own}/check`],
  ['post', `${own}/play`, { sample: 'registered' }],
  ['post', `${own}/play-all`],
  ['post', `${own}/play-past`, past],
  ['post', `${own}/samples`, { ...past, revision: 1, sample: 'x' }],
  ['post', `${own}/accept`, { revision: 1, sample: 'registered' }],
  ['post', `${own}/publish`, { revision: 1 }],
  ['delete', own],
];
// Answers of the desk's own API.
const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const problems = async (answer: Promise<Response>): Promise<{ path: string; rule: string; message: string }[]> =>
  (await json<{ problems: { path: string; rule: string; message: string }[] }>(answer)).problems;
const read = (): Promise<DraftView> => json(oak.get(own));
const save = async (path: string, text: string | null): Promise<DraftView> => {
  const answer = await oak.patch(own, { revision: (await read()).revision, files: [{ path, text }] });
  expect(answer.status).toBe(200);
  return (await answer.json()) as DraftView; // as the desk answers
};
const textOf = async (path: string): Promise<string> => (await read()).files.find((file) => file.path === path)?.text ?? '';

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  for (const id of ['oak', 'elm']) await new Participants(db).addAgency({ id, name: id, zone: 'Europe/London' });
  oak = await desk.signIn('oak');
});
afterAll(async () => {
  await desk.app.close();
  await desk.connections.close();
  await database.end();
});

test('a draft begins as the starter under its own name, and its samples pass', async () => {
  const begun = await oak.post(base, { name: 'my-crm' });
  expect(begun.status).toBe(201);
  expect(await begun.json()).toMatchObject({ name: 'my-crm', revision: 1, changedBy: 'Administrator' });
  expect(await textOf('pack.yaml')).toContain('\npack: my-crm\n');
  expect(await json(oak.get(base))).toMatchObject({ drafts: [{ name: 'my-crm', title: 'My CRM', version: '0.1.0', revision: 1 }] });
  expect(await json<CheckedDraftView>(oak.post(`${own}/check`))).toEqual({
    stopped: null,
    problems: [],
    samples: [
      { name: 'registered', kind: 'event', type: 'person.registered', expected: true },
      { name: 'searched', kind: 'event', type: 'search.performed', expected: true },
    ],
    types: ['person.registered', 'search.performed'],
  });
  expect(await json<TriedDraftView>(oak.post(`${own}/play-all`))).toMatchObject({
    tried: [
      { name: 'registered', differences: [] },
      { name: 'searched', differences: [] },
    ],
  });
  expect((await oak.post(base, { name: 'my-crm' })).status).toBe(409);
});

test('a draft begins as a copy of a shipped pack too, as a pack of its own', async () => {
  expect((await oak.post(base, { name: 'our-highlevel', from: { pack: 'gohighlevel', version: '1.0.0' } })).status).toBe(201);
  const { files } = await json<DraftView>(oak.get(`${base}/our-highlevel`));
  expect(files.find(({ path }) => path === 'pack.yaml')?.text).toMatch(/^pack: our-highlevel\nmadeFrom: gohighlevel$/mu);
  expect(await json(oak.post(`${base}/our-highlevel/check`))).toMatchObject({ problems: [] });
  const { stopped, tried } = await json<TriedDraftView>(oak.post(`${base}/our-highlevel/play-all`));
  expect([stopped, tried.length > 50, tried.filter(({ differences }) => differences.length > 0)]).toEqual([null, true, []]);
  expect((await oak.post(base, { name: 'x', from: { pack: 'nothing', version: '1.0.0' } })).status).toBe(404);
});

test('I8: the studio is for integrators and administrators', async () => {
  for (const role of ['agent', 'officeManager', 'broker'] as const) {
    const who = await desk.signIn('oak', role);
    for (const [method, path, body] of routes) expect([role, path, (await who[method](path, body)).status]).toEqual([role, path, 403]);
    expect((await who.get(base)).status).toBe(403);
    expect((await who.get('/api/studio/events?type=person.registered')).status).toBe(403);
  }
  expect((await (await desk.signIn('oak', 'integrator')).get(own)).status).toBe(200);
});

test('I8: another agency finds no draft of ours, by no route', async () => {
  const elm = await desk.signIn('elm');
  desk.window.found = [journey({ person: {} })];
  for (const [method, path, body] of routes) expect([path, (await elm[method](path, body)).status]).toEqual([path, 404]);
  expect(await json(elm.get(base))).toEqual({ drafts: [] });
});

test('a stale save changes nothing and says which files changed, by whom', async () => {
  const { revision } = await read();
  await save('out/note.jsonata', '{ "text": "changed" }');
  const late = oak.patch(own, { revision, files: [{ path: 'out/contact.jsonata', text: '{}' }] });
  expect((await late).status).toBe(409);
  expect(await problems(late)).toEqual([
    {
      path: '/files/out~1note.jsonata',
      rule: 'changed',
      message: 'out/note.jsonata was changed since you read it, last by Administrator at 2026-11-24T12:00:00.000Z',
    },
  ]);
  expect(await textOf('out/contact.jsonata')).toContain('firstName');
});

test('paths that lead elsewhere, and texts no table holds, are refused', async () => {
  const { revision } = await read();
  for (const path of ['../pack.yaml', '/etc/passwd', 'a/b/c/d/e.json', 'run.sh', '.env', 'samples/x.json/..', 'out\\x.jsonata']) {
    expect([path, (await oak.patch(own, { revision, files: [{ path, text: 'x' }] })).status]).toEqual([path, 422]);
  }
  expect((await oak.patch(own, { revision, files: [{ path: 'README.md', text: 'a\0b' }] })).status).toBe(422);
});

test('a mistake is told with its file, line, column and hint', async () => {
  await save('out/note.jsonata', '{\n  "text": $join(data.search.areas.label, " or "\n}\n');
  const { problems: found } = await json<CheckedDraftView>(oak.post(`${own}/check`));
  expect(found).toEqual([expect.objectContaining({ file: 'out/note.jsonata', line: 3, message: expect.stringContaining('JSONata') })]);
});

test('a sample is told what it leads to, what was expected, what differs, and where each value comes from', async () => {
  await save('out/note.jsonata', '{ "text": "In " & data.search.areas[0].label }');
  const played = await json<PlayedSampleView>(oak.post(`${own}/play`, { sample: 'searched' }));
  expect(played).toMatchObject({
    stopped: null,
    problems: [],
    played: { requests: [{ request: 'note', body: { text: 'In Harbour' } }] },
    differences: ['/requests/0/body/text: expected "Searched in Harbour or Hill (not saved)", found "In Harbour"'],
    why: [{ request: 'note', path: '/text', at: 'out/note.jsonata:1', from: ['data.search.areas.label'] }],
  });
});

test('a hostile draft is stopped, says why, and the next one works', async () => {
  const before = await textOf('pack.yaml');
  // Each of them ends in time, but there are so many.
  const query = Array.from({ length: 1_000 }, (_, n) => `        q${n}: $string($sum([1..5000].($ * 2)))[0] = 'x' ? 1`);
  await save(
    'pack.yaml',
    before.replace(/^ {6}body: out\/contact\.jsonata$/mu, (line) => [line, '      query:', ...query].join('\n')),
  );
  expect(await json(oak.post(`${own}/play`, { sample: 'registered' }))).toMatchObject({
    stopped: 'It took longer than 5 s and was stopped.',
    played: null,
  });
  expect((await oak.post(`${own}/publish`, { revision: (await read()).revision })).status).toBe(422);
  await save('pack.yaml', before);
  await save('out/contact.jsonata', '{ "email": data.person.emails[0].address, "named": data.person.name.given }');
  expect(await json(oak.post(`${own}/play`, { sample: 'registered' }))).toMatchObject({ stopped: null, problems: [] });
});

test('I8: a past event is masked before the mapping sees it, and kept as a sample as masked', async () => {
  desk.window.found = [journey({ person: { name: { given: 'Zebedee' }, emails: [{ address: 'zebedee@reed.example' }] } })];
  const ran = await json<PlayedSampleView>(oak.post(`${own}/play-past`, past));
  expect(JSON.stringify(ran)).not.toMatch(/zebedee|reed/iu);
  expect(ran).toMatchObject({ played: { requests: [{ body: { email: 'person1@example.org', named: 'Given1' } }] } });
  const kept = await oak.post(`${own}/samples`, { ...past, revision: (await read()).revision, sample: 'from-life' });
  expect(kept.status).toBe(200);
  expect(await textOf('samples/from-life.json')).toContain('person1@example.org');
  expect(await textOf('samples/from-life.json')).not.toMatch(/zebedee|reed/iu);
  const rows: { files: string }[] = await db.query('select files::text as files from connections.drafts');
  expect(rows.map(({ files }) => files).join()).not.toMatch(/zebedee/iu);
});

test('a version is published once its samples lead to what is expected, and never twice', async () => {
  const publish = async (): Promise<Response> => oak.post(`${own}/publish`, { revision: (await read()).revision });
  const refused = publish();
  expect((await refused).status).toBe(422);
  expect((await problems(refused)).map(({ path }) => path)).toContain('/files/samples/registered.json');
  for (const sample of ['registered', 'searched', 'from-life'])
    expect((await oak.post(`${own}/accept`, { revision: (await read()).revision, sample })).status).toBe(200);
  expect((await oak.post(`${own}/publish`, { revision: 1 })).status).toBe(409);
  expect(await json(publish())).toEqual({ pack: 'my-crm', version: '0.1.0' });
  expect((await publish()).status).toBe(409);
  expect(await json(oak.get('/api/packs'))).toMatchObject({
    packs: expect.arrayContaining([expect.objectContaining({ name: 'my-crm', version: '0.1.0', publishedBy: 'Administrator' })]),
  });
  expect(await json(desk.signIn('elm').then((elm) => elm.get('/api/packs')))).not.toMatchObject({
    packs: expect.arrayContaining([expect.objectContaining({ name: 'my-crm' })]),
  });
});

test('a draft of what was published goes on with the next version; a deleted draft takes nothing published along', async () => {
  expect((await oak.delete(own)).status).toBe(204);
  expect((await oak.get(own)).status).toBe(404);
  expect((await oak.post(base, { name: 'my-crm', from: { pack: 'my-crm', version: '0.1.0' } })).status).toBe(201);
  expect(await textOf('pack.yaml')).toMatch(/^version: 0\.1\.1$/mu);
});

function journey(data: object): Journey {
  const type = 'person.registered';
  const facts = { participant: 'site', participantName: 'Website', ...past, type, row: null, side: 'website' as const, subject: 'W1' };
  const told = { sentence: '', repeated: 0, hops: [], targets: [], personId: null, time: null };
  return { ...facts, ...told, event: { specversion: '1.0', ...past, type, subject: 'W1', data } };
}
