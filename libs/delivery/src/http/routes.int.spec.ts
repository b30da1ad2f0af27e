import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Keys } from '../participants/keys';
import { ExchangeHttpModule } from './exchange-http.module';

const ofOperators = [
  'GET /v1/agencies',
  'POST /v1/agencies',
  'GET /v1/participants',
  'POST /v1/participants',
  'PATCH /v1/participants/north/crm',
  'POST /v1/participants/north/crm/keys',
  'DELETE /v1/participants/north/crm/keys/00000000-0000-4000-8000-000000000001',
  'GET /v1/deliveries?agency=north',
  'POST /v1/deliveries/retry',
  'POST /v1/deliveries/skip',
  'POST /v1/deliveries/edit',
  'POST /v1/deliveries/retry-matching',
  'POST /v1/deliveries/skip-matching',
  'GET /v1/replays?agency=north',
  'POST /v1/replays',
  'GET /v1/replays/north/r1',
  'GET /v1/replays/north/r1/preview',
  'POST /v1/replays/north/r1/run',
  'POST /v1/replays/north/r1/stop',
  'POST /v1/replays/north/r1/go-on',
  'GET /v1/intakes?agency=north',
  'GET /v1/intakes/crm/00000000-0000-4000-8000-000000000001?agency=north',
  'POST /v1/intakes/decide',
  'POST /v1/intakes/merge',
];
const ofEverybody = ['GET /v1/tally', 'GET /v1/journeys?source=https://site.example&id=w1'];
const ofParticipants = ['GET /v1/feed'];

describe('the routes of the exchange', () => {
  let under: ExchangeUnderTest;
  let app: NestFastifyApplication;
  const keys: Record<string, string> = {};

  beforeAll(async () => {
    under = await ExchangeUnderTest.open([
      { id: 'site' },
      { id: 'crm' },
      { id: 'crm-feed', delivery: { mode: 'feed' } },
      { id: 'site-south', agency: 'south' },
    ]);
    const ring = new Keys(under.db);
    for (const [agency, id] of [
      ['north', 'site'],
      ['north', 'crm'],
      ['north', 'crm-feed'],
      ['south', 'site-south'],
    ] as const)
      keys[id] = (await ring.make(agency, id)).key;
    keys.operator = await ring.makeOperatorKey();
    keys.stranger = 'pex_nobody';
    const module = await Test.createTestingModule({
      imports: [ExchangeHttpModule.with({ db: under.db, participants: under.participants, keys: ring })],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app?.close();
    await under?.close();
  });

  async function ask(
    route: string,
    key?: string,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown> }> {
    const [method, url = '/'] = route.split(' ', 2);
    const answer = await app.inject({
      // Each line of the tables above begins with one of Fastify's methods.
      method: method as 'GET',
      url,
      headers: key ? { authorization: `Bearer ${key}` } : {},
      ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
    });
    return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : {}, headers: answer.headers };
  }

  it('I8: every route is in one of the tables of this test', () => {
    const printed = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const named = [...ofOperators, ...ofEverybody, ...ofParticipants];
    const counted = [...printed.matchAll(/\(([A-Z, ]+)\)/g)].flatMap((match) =>
      (match[1] ?? '').split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method)),
    );
    expect(counted).toHaveLength(named.length);
  });

  it.each([...ofOperators, ...ofEverybody, ...ofParticipants])('I8: %s needs a key, and a known one', async (route) => {
    expect(await ask(route)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(await ask(route, keys.stranger)).toMatchObject({ status: 401 });
  });

  it.each(ofOperators)('I8: %s is the operator’s alone', async (route) => {
    expect(await ask(route, keys.crm)).toMatchObject({ status: 403 });
    expect((await ask(route, keys.operator)).status).not.toBe(403);
  });

  it.each(ofEverybody)('I8: %s answers participants and operators', async (route) => {
    expect(await ask(route, keys.site)).toMatchObject({ status: 200 });
    expect(await ask(route, keys.operator)).toMatchObject({ status: 200 });
  });

  it.each(['participants', 'tally', 'deliveries', 'replays', 'intakes'])('a mistyped agency is not an empty list of %s', async (list) => {
    expect(await ask(`GET /v1/${list}?agency=nroth`, keys.operator)).toMatchObject({
      status: 404,
      body: { detail: 'There is no agency "nroth"; add it first' },
    });
    expect(await ask(`GET /v1/${list}?agency=north`, keys.operator)).toMatchObject({ status: 200 });
  });

  it('X9: a participant sees the journeys of its own events, with outcomes and times but no payloads; nobody else’s', async () => {
    await under.say('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person: { name: { given: 'Ana' } } } });
    await under.deliver();
    const route = ofEverybody[1] ?? '';
    const own = await ask(route, keys.site);
    expect(own.body).toMatchObject({
      journeys: [{ id: 'w1', targets: expect.arrayContaining([expect.objectContaining({ name: 'crm', state: 'delivered' })]) }],
    });
    expect(JSON.stringify(own.body)).not.toContain('Ana');
    for (const other of ['crm', 'site-south']) expect((await ask(route, keys[other])).body).toEqual({ journeys: [] });
    expect((await ask(route, keys.operator)).body).toMatchObject({ journeys: [{ id: 'w1' }] });
  });

  it('a feed is read with the key of its participant, in order, and acknowledged by asking on', async () => {
    await under.say('site', ...['f1', 'f2', 'f3'].map((id) => ({ id, type: 'site.visited', subject: 'W9' })));
    await under.fillFeeds();
    const get = (query: string) => ask(`GET /v1/feed${query}`, keys['crm-feed']);
    const all = await get('?limit=500');
    const first = await get('?limit=2');
    expect(first.headers['content-type']).toContain('application/cloudevents-batch+json');
    const rest = await get(`?after=${String(first.headers['next-cursor'])}`);
    const ids = ({ body }: { body: unknown }): unknown => (Array.isArray(body) ? body.map(({ id }) => id) : body);
    expect([ids(first), ids(rest)].flat()).toEqual(ids(all));
    const end = String(rest.headers['next-cursor']);
    const empty = await get(`?after=${end}`);
    expect([ids(empty), empty.headers['next-cursor'], empty.headers.link]).toEqual([
      [],
      end,
      `</v1/feed?after=${end}&limit=100>; rel="next"`,
    ]);
    expect(await get('?after=garbage')).toMatchObject({ status: 422, body: { detail: 'after must be a cursor this feed gave out' } });
    const ahead = Buffer.from('f999').toString('base64url');
    expect(await get(`?after=${ahead}`)).toMatchObject({ status: 422, body: { detail: 'after is ahead of this feed' } });
    expect(await get('?limit=0')).toMatchObject({ status: 422 });
    expect(await ask('GET /v1/feed', keys.crm)).toMatchObject({ status: 404 });
    expect(await ask('GET /v1/feed', keys.operator)).toMatchObject({ status: 403 });
    const tally = await ask('GET /v1/tally', keys.operator);
    // The tally's documented shape.
    const targets = tally.body.targets as { target: string; inFlight: number }[];
    expect(targets.find(({ target }) => target === 'crm-feed')).toMatchObject({ inFlight: 0 });
  });
});
