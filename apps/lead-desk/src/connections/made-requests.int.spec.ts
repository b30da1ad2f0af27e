import { digestOf } from '#delivery';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk } from '../../test/running-desk';
import type { Journey } from '../exchange-window/exchange-window';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
const source = 'https://www.oak.example';
const path = `/api/events/journey/requests?source=${encodeURIComponent(source)}&id=e1`;
const areas = [{ by: 'like', overlap: 0.97 }];
const body = '{"email":"ann@example.org"}';

const journey = (type: string, data: object): Journey => ({
  participant: 'site',
  participantName: 'Website',
  source,
  id: 'e1',
  type,
  row: null,
  side: 'website',
  subject: 'W1',
  personId: null,
  time: null,
  sentence: '',
  repeated: 0,
  hops: [],
  targets: [],
  event: { data },
});

beforeAll(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  desk.window.found = [journey('person.registered', {})];
  const asked = `insert into connections.requests (agency, connection, key, person, at, request, method, path, body, status, took_ms, says, areas)
    values ($1, 'crm', $2, $2, $3, $4, 'GET', $5, $6, 200, 12, 'found', $7)`;
  const key = digestOf('site', source, 'e1');
  await db.query(asked, ['oak', key, '2026-11-24T10:00:00Z', 'contact (look-up)', '/contacts?email=ann%40example.org', null, null]);
  await db.query(asked, ['oak', key, '2026-11-24T10:00:01Z', 'contact', '/contacts', body, JSON.stringify(areas)]);
  await db.query(asked, ['elm', key, '2026-11-24T10:00:02Z', 'contact', '/others', body, null]);
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
});

test('X9, X5: the requests made for an event are told in their order, with how much of an area each kept, whole to an integrator, of this agency alone', async () => {
  const integrator = await desk.signIn('oak', 'integrator');
  expect(await (await integrator.get(path)).json()).toEqual({
    masked: false,
    requests: [
      {
        connection: 'crm',
        request: 'contact (look-up)',
        at: '2026-11-24T10:00:00.000Z',
        method: 'GET',
        path: '/contacts?email=ann%40example.org',
        body: null,
        status: 200,
        says: 'found',
        tookMs: 12,
        areas: [],
      },
      {
        connection: 'crm',
        request: 'contact',
        at: '2026-11-24T10:00:01.000Z',
        method: 'GET',
        path: '/contacts',
        body,
        status: 200,
        says: 'found',
        tookMs: 12,
        areas,
      },
    ],
  });
});

test('I8: an agent sees that they were made, and nothing of what was in them', async () => {
  const agent = await desk.signIn('oak', 'agent');
  const answer = await (await agent.get(path)).text();
  expect(answer).not.toContain('ann');
  expect(JSON.parse(answer)).toMatchObject({ masked: true, requests: [{ path: '/contacts', body: null, says: null, status: 200 }, {}] });
});

test('I8: what was made of a private note is shown to nobody', async () => {
  const admin = await desk.signIn('oak');
  desk.window.found = [journey('property.noted', { visibility: 'private', text: 'our limit' })];
  expect(await (await admin.get(path)).json()).toMatchObject({ masked: true, requests: [{ body: null }, { body: null }] });
});

test('an event that is not there has no requests', async () => {
  const admin = await desk.signIn('oak');
  desk.window.found = [];
  expect((await admin.get(path)).status).toBe(404);
});
