import { gzipSync } from 'node:zlib';
import { roundOutline, searchedIn, visited } from '../../test/events';
import { type Answer, keys, type Started, startGateway } from '../../test/started-gateway';

const batch = { 'content-type': 'application/cloudevents-batch+json' };

describe('I9: refused means nothing happened', () => {
  let gateway: Started;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  afterEach(async () => {
    expect(await gateway.appended('website')).toEqual([]);
    expect(await gateway.appended('backOffice')).toEqual([]);
  });

  const rules = (answer: Answer) => answer.body.problems?.map(({ index, path, rule }) => ({ index, path, rule }));

  it('refuses a request without a key with 401 and says how to send one', async () => {
    const answer = await gateway.post(visited(), { authorization: undefined });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.body).toMatchObject({ status: 401, type: 'urn:people-exchange:problem:noKey' });
  });

  it('refuses a wrong key with 401, before it reads the body', async () => {
    const answer = await gateway.post('{ not json', { authorization: 'Bearer wrong' });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('invalid_token');
  });

  it('refuses a media type it does not take with 415 and lists what it takes', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'constructor',
      'application/cloudevents+avro',
      'nonsense',
    ]) {
      const answer = await gateway.post(visited(), { 'content-type': type });
      expect([type, answer.status]).toEqual([type, 415]);
      expect(answer.body.detail).toContain('application/cloudevents-batch+json');
    }
    expect((await gateway.post(visited(), { 'content-type': undefined })).status).toBe(415);
    expect((await gateway.post(visited(), { 'content-type': 'application/cloudevents+json; charset=latin1' })).status).toBe(415);
  });

  it('refuses truncated JSON with 400 and says where it ends', async () => {
    const answer = await gateway.post('{"specversion":"1.0",\n"id":"a');
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/position 27 \(line 2, column 6\)/);
  });

  it('refuses an empty body with 400', async () => {
    expect((await gateway.post('')).status).toBe(400);
  });

  it('refuses a body that is not UTF-8 with 400', async () => {
    const answer = await gateway.post(Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]));
    expect(answer).toMatchObject({ status: 400, body: { type: 'urn:people-exchange:problem:utf8' } });
  });

  it('refuses a body of 2 MiB with 413, declared or in chunks', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024, 0x20);
    expect((await gateway.post(large)).status).toBe(413);
    const chunks = async function* () {
      for (let at = 0; at < large.length; at += 65_536) yield large.subarray(at, at + 65_536);
    };
    const answer = await fetch(`${gateway.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.website}`, 'content-type': 'application/cloudevents+json' },
      // The body is an iterable; the DOM's type for it does not know that Node takes one.
      body: chunks() as unknown as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('refuses a gzip bomb with 413 and never inflates it whole', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    const before = process.memoryUsage().arrayBuffers;
    const answer = await gateway.post(bomb, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: 413, body: { type: 'urn:people-exchange:problem:requestSize' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('refuses a content-encoding it does not know with 415, and a broken one with 400', async () => {
    const unknown = await gateway.post(visited(), { 'content-encoding': 'zstd' });
    expect(unknown.status).toBe(415);
    expect(unknown.headers['accept-encoding']).toBe('gzip, deflate, br');
    expect((await gateway.post(visited(), { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it.each([1_000, 100_000])('refuses data nested %d deep with 422', async (depth) => {
    const event = JSON.stringify(visited({ type: 'x.y', data: 'DEEP' }));
    const answer = await gateway.post(event.replace('"DEEP"', '['.repeat(depth) + ']'.repeat(depth)));
    expect(answer.status).toBe(422);
    expect(answer.body.problems?.[0]?.path).toMatch(/^\/data\/0/);
  });

  it('refuses NUL, lone surrogates, __proto__ and 1e400 with 422, each with its path', async () => {
    for (const [value, path] of [
      ['"a\\u0000b"', '/data/note'],
      ['"\\ud800"', '/data/note'],
      ['1e400', '/data/note'],
      ['{"__proto__":{"admin":true}}', '/data/note/__proto__'],
      ['{"\\u005f_proto__":1}', '/data/note/__proto__'],
    ] as const) {
      const answer = await gateway.post(JSON.stringify(visited({ type: 'x.y', data: { note: 'HERE' } })).replace('"HERE"', value));
      expect([value, answer.status, answer.body.problems?.[0]?.path]).toEqual([value, 422, path]);
    }
  });

  it('refuses a name that comes twice in an object, because readers disagree on which one counts', async () => {
    const text = JSON.stringify(visited({ data: { visits: 1 } }));
    const answer = await gateway.post(text.replace('"visits":1', '"visits":1,"visits" :2'));
    expect(answer.status).toBe(422);
    expect(rules(answer)).toEqual([{ index: 0, path: '/data/visits', rule: 'duplicateName' }]);
    const inBatch = await gateway.post(`[${JSON.stringify(visited())},${text.replace('"id":', '"id":"other","id":')}]`, batch);
    expect(rules(inBatch)).toEqual([{ index: 1, path: '/id', rule: 'duplicateName' }]);
  });

  it('refuses duplicate ids in a batch and names both events', async () => {
    const event = visited();
    const answer = await gateway.post([visited(), event, visited(), event], batch);
    expect(answer.status).toBe(422);
    expect(rules(answer)).toEqual([
      { index: 1, path: '/id', rule: 'duplicateId' },
      { index: 3, path: '/id', rule: 'duplicateId' },
    ]);
  });

  it('refuses all 500 events when one is bad, and names every problem of it', async () => {
    const events = Array.from({ length: 500 }, () => visited());
    events[321] = visited({ subject: undefined, time: 'yesterday', data: { visits: -1 } });
    const answer = await gateway.post(events, batch);
    expect(answer.status).toBe(422);
    expect(new Set(answer.body.problems?.map((problem) => problem.index))).toEqual(new Set([321]));
    expect(answer.body.problems?.map((problem) => problem.path)).toEqual(expect.arrayContaining(['/subject', '/time', '/data/visits']));
  });

  it('refuses 501 events with 413, an empty batch with 422, and one event sent as a batch with 400', async () => {
    expect(
      (
        await gateway.post(
          Array.from({ length: 501 }, () => visited()),
          batch,
        )
      ).status,
    ).toBe(413);
    const empty = await gateway.post([], batch);
    expect(empty.status).toBe(422);
    expect(empty.body.detail).toMatch(/empty/);
    expect((await gateway.post(visited(), batch)).status).toBe(400);
    expect((await gateway.post([visited()])).status).toBe(400);
    expect((await gateway.post('null')).status).toBe(400);
  });

  it('refuses an event above 256 KiB with 413 and names its place', async () => {
    const answer = await gateway.post([visited(), visited({ type: 'x.y', data: { text: 'x'.repeat(256 * 1024) } })], batch);
    expect(answer.status).toBe(413);
    expect(rules(answer)).toEqual([{ index: 1, path: '', rule: 'eventSize' }]);
  });

  it.each<[string, number[][], string]>([
    [
      'latitude 95',
      [
        [-1.5, 53],
        [-1.4, 53],
        [-1.4, 95],
        [-1.5, 53],
      ],
      '/data/search/areas/0/geometry',
    ],
    [
      'swapped axes',
      [
        [53, -120],
        [54, -120],
        [54, -121],
        [53, -120],
      ],
      '/data/search/areas/0/geometry',
    ],
    [
      'a bow-tie',
      [
        [-1.5, 53],
        [-1.4, 53.1],
        [-1.4, 53],
        [-1.5, 53.1],
        [-1.5, 53],
      ],
      '/data/search/areas/0/geometry',
    ],
  ])('refuses an area with %s with 422 and says where', async (_what, ring, path) => {
    const answer = await gateway.post([visited(), searchedIn({ type: 'Polygon', coordinates: [ring] })], batch);
    expect(answer.status).toBe(422);
    expect(answer.body.problems?.every((problem) => problem.index === 1 && problem.path.startsWith(path))).toBe(true);
  });

  it('refuses an outline of more than 20,000 vertices with 422, and one of 100,000 for its size', async () => {
    const short = roundOutline(25_000);
    const ring = short.coordinates[0]?.map(([lng = 0, lat = 0]) => [Number(lng.toFixed(2)), Number(lat.toFixed(1))]) ?? [];
    const answer = await gateway.post(searchedIn({ type: 'Polygon', coordinates: [ring] }));
    expect([answer.status, answer.body.problems?.[0]?.rule]).toEqual([answer.status === 413 ? 413 : 422, expect.any(String)]);
    expect((await gateway.post(searchedIn(roundOutline(100_000)))).status).toBe(413);
  });

  it('refuses the name of another agency with 403', async () => {
    const answer = await gateway.post(visited({ agency: 'another' }));
    expect(answer.status).toBe(403);
    expect(rules(answer)).toContainEqual({ index: 0, path: '/agency', rule: 'agency' });
  });

  it('refuses an event type that the side may not send with 403', async () => {
    const answer = await gateway.post(visited({ type: 'account.invited', data: { person: {} } }));
    expect(answer.status).toBe(403);
    expect(rules(answer)?.[0]).toEqual({ index: 0, path: '/type', rule: 'side' });
  });

  it('refuses a time more than 10 minutes ahead with 422', async () => {
    const answer = await gateway.post(visited({ time: '2026-11-24T10:10:01Z' }));
    expect([answer.status, rules(answer)]).toEqual([422, [{ index: 0, path: '/time', rule: 'timeAhead' }]]);
  });

  it('refuses other methods with 405', async () => {
    const answer = await fetch(`${gateway.url}/v1/events`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
