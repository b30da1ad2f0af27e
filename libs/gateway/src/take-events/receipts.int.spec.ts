import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { fromBinary, personIdOf } from '#people-exchange';
import { roundOutline, searchedIn, visited } from '../../test/events';
import { keys, now, type Started, startGateway } from '../../test/started-gateway';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('an event that is taken', () => {
  let gateway: Started;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  it('gets a receipt that says when it was received and where to follow it', async () => {
    const event = visited({ id: 'a/b c', source: 'https://homes.example/site?x=1&y=2' });
    const answer = await gateway.post(event);
    expect(answer.status).toBe(202);
    expect(answer.body.receipts).toEqual([
      {
        index: 0,
        source: event.source,
        id: event.id,
        received: now.toISOString(),
        journey: '/v1/journeys?source=https%3A%2F%2Fhomes.example%2Fsite%3Fx%3D1%26y%3D2&id=a%2Fb%20c',
        warnings: [],
      },
    ]);
  });

  it('is stamped with agency, origin, partition key and time, and keeps what its sender set', async () => {
    await gateway.post(visited({ id: 'one', sequence: '7', shade: 'blue', causationid: 'x', traceparent }));
    const [record] = await gateway.appended();
    const event = fromBinary(record ?? { attributes: {}, data: '' });
    const person = personIdOf('demo', 'demo-website', 'customer-1');
    expect(event).toMatchObject({
      id: 'one',
      agency: 'demo',
      origin: 'demo-website',
      partitionkey: person,
      receivedtime: now.toISOString(),
    });
    expect(event).toMatchObject({ sequence: '7', shade: 'blue', causationid: 'x', traceparent });
    expect(record?.key).toBe(person);
  });

  it('goes to the topic of its side', async () => {
    await gateway.post(
      visited({
        type: 'consent.changed',
        data: { consents: [{ purpose: 'marketing', channel: 'email', status: 'denied', at: '2026-11-24T09:00:00Z' }] },
      }),
      {
        authorization: `Bearer ${keys.backOffice}`,
      },
    );
    expect(await gateway.appended('website')).toHaveLength(0);
    expect(await gateway.appended('backOffice')).toHaveLength(1);
  });

  it('is the same in binary, structured and batch mode', async () => {
    const event = visited({ id: 'thé', traceparent });
    const { data, ...attributes } = event;
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(String(value))]),
    );
    expect((await gateway.post(data, { 'content-type': 'application/json; charset=UTF-8', ...headers })).status).toBe(202);
    expect((await gateway.post(event, { 'content-type': 'application/cloudevents+json;charset="utf-8"' })).status).toBe(202);
    expect((await gateway.post([event], { 'content-type': 'Application/CloudEvents-Batch+JSON' })).status).toBe(202);
    const [binary, structured, batch] = await gateway.appended();
    expect(binary?.attributes).toEqual(structured?.attributes);
    expect(batch?.attributes).toEqual(structured?.attributes);
    expect(JSON.parse(binary?.data ?? '')).toEqual(data);
  });

  it('is taken compressed with gzip, deflate or br', async () => {
    for (const [encoding, compress] of [
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['deflate', deflateRawSync],
      ['br', brotliCompressSync],
    ] as const)
      expect([encoding, (await gateway.post(compress(JSON.stringify(visited())), { 'content-encoding': encoding })).status]).toEqual([
        encoding,
        202,
      ]);
    expect(await gateway.appended()).toHaveLength(4);
  });

  it('P17: passes with a warning when its type is not known, which names the nearest one', async () => {
    const answer = await gateway.post(visited({ type: 'property.viewd', data: { anything: [1, { at: 'all' }] } }));
    expect(answer.status).toBe(202);
    expect(answer.body.receipts?.[0]?.warnings).toEqual([
      expect.objectContaining({ rule: 'unknownType', message: expect.stringContaining('property.viewed') }),
    ]);
    expect(await gateway.appended()).toHaveLength(1);
  });

  it('keeps the trace its sender began, and begins one where there is none', async () => {
    await gateway.post([visited(), visited({ traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` })], {
      'content-type': 'application/cloudevents-batch+json',
      traceparent,
    });
    await gateway.post(visited());
    await gateway.post(visited(), { traceparent: 'nonsense' });
    const traces = (await gateway.appended()).map((record) => record.attributes['traceparent']);
    expect(traces.slice(0, 2)).toEqual([traceparent, `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`]);
    expect(traces[2]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(traces[3]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(traces[2]).not.toBe(traces[3]);
  });

  it('keeps an outline of 2,000 vertices as sent, and stamps what simplifying a larger one cost', async () => {
    expect((await gateway.post(searchedIn(roundOutline(1_999)))).status).toBe(202);
    expect((await gateway.post(searchedIn(roundOutline(6_000)))).status).toBe(202);
    const areas = (await gateway.appended()).map((record) => JSON.parse(record.data).search.areas[0]);
    expect(areas[0].geometry).toEqual(roundOutline(1_999));
    expect(areas[0].simplified).toBeUndefined();
    expect(areas[1].simplified).toEqual({ from: 6_000, to: areas[1].geometry.coordinates[0].length - 1, overlap: expect.any(Number) });
    expect(areas[1].simplified.overlap).toBeGreaterThan(0.99);
    expect(areas[1].simplified.to).toBeLessThanOrEqual(2_000);
  });

  it('takes a batch of 500 in one append, with a receipt each, in order', async () => {
    const events = Array.from({ length: 500 }, () => visited());
    const answer = await gateway.post(events, { 'content-type': 'application/cloudevents-batch+json' });
    expect(answer.body.receipts?.map(({ index, id }) => [index, id])).toEqual(events.map(({ id }, index) => [index, id]));
    expect((await gateway.appended()).map((record) => record.attributes['id'])).toEqual(events.map(({ id }) => id));
    expect(gateway.log.appends).toBe(1);
  });

  it('I8: nothing more is taken about a person who was erased, but the erasure itself may be sent again', async () => {
    gateway.erased.ids.add(personIdOf('demo', 'demo-website', 'customer-1'));
    const answer = await gateway.post(visited());
    expect([answer.status, answer.body.problems?.[0]?.rule, answer.body.problems?.[0]?.path]).toEqual([422, 'erased', '/subject']);
    expect(await gateway.appended()).toHaveLength(0);
    expect((await gateway.post(visited({ type: 'person.erased', data: {} }))).status).toBe(202);
    expect((await gateway.post(visited({ subject: 'customer-2' }))).status).toBe(202);
  });
});
