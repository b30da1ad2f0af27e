import { createLogger, openTracing, readSettings, Shutdown } from '#runtime';
import { OtlpReceiver, type ReceivedSpan } from '../../../../test/tracing/otlp-receiver';
import { visited } from '../../test/events';
import { keys, type Started, startGateway } from '../../test/started-gateway';

const ids = { sent: '0af7651916cd43dd8448eb211c80319c', own: '1'.repeat(32), other: '2'.repeat(32) };
const parentOf = (id: string): string => `00-${id}-b7ad6b7169203331-01`;

describe('a request that is recorded', () => {
  const log = createLogger({ name: 'spec', level: 'silent' });
  const collector = new OtlpReceiver();
  let shutdown: Shutdown;
  let gateway: Started;

  const start = async (more: Record<string, string> = {}): Promise<void> => {
    shutdown = new Shutdown({ log });
    const settings = readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(), ...more });
    gateway = await startGateway({ tracing: await openTracing({ settings, log, shutdown }, 'spec') });
  };
  /** What the collector holds after an ordered stop. */
  const recorded = async (): Promise<ReceivedSpan[]> => {
    await gateway.close();
    await shutdown.run('done');
    return collector.spans.splice(0);
  };
  const traceOf = async (n = 0): Promise<unknown> => (await gateway.appended())[n]?.attributes['traceparent'];

  afterEach(() => collector.stop());

  it('is a span under its sender’s, by the header', async () => {
    await start();
    await gateway.post(visited(), { traceparent: parentOf(ids.sent), tracestate: 'vendor=one' });
    expect((await gateway.appended())[0]?.attributes).toMatchObject({ traceparent: parentOf(ids.sent), tracestate: 'vendor=one' });
    expect(await recorded()).toMatchObject([
      {
        name: 'accept',
        traceId: ids.sent,
        parentSpanId: 'b7ad6b7169203331',
        links: [],
        attributes: {
          'people_exchange.agency': 'demo',
          'people_exchange.participant': 'demo-website',
          'people_exchange.outcome': 'accepted',
          'cloudevents.event_type': 'site.visited',
        },
      },
    ]);
  });

  it('is under what its only event says, where there is no header', async () => {
    await start();
    await gateway.post(visited({ traceparent: parentOf(ids.own) }));
    expect(await recorded()).toMatchObject([{ traceId: ids.own, parentSpanId: 'b7ad6b7169203331' }]);
  });

  it('begins a trace that its events are told, and is linked to those that have their own', async () => {
    await start();
    await gateway.post([visited({ id: 'a' }), visited({ id: 'b', traceparent: parentOf(ids.own) }), visited({ id: 'c' })], {
      'content-type': 'application/cloudevents-batch+json',
    });
    const [a, b, c] = [await traceOf(0), await traceOf(1), await traceOf(2)];
    const [span] = await recorded();
    expect([a, b, c]).toEqual([`00-${span?.traceId}-${span?.spanId}-01`, parentOf(ids.own), a]);
    expect(span?.parentSpanId).toBeUndefined();
    expect(span?.links).toMatchObject([{ traceId: ids.own }]);
  });

  it('says why it was refused, and who sent it where that is known', async () => {
    await start();
    await gateway.post(visited({ data: { visits: 'ada@lovelace.example' } }));
    await gateway.post(visited(), { authorization: 'Bearer nobody' });
    const spans = await recorded();
    expect(spans.map(({ attributes }) => [attributes['http.response.status_code'], attributes['people_exchange.outcome']])).toEqual([
      [422, 'contract'],
      [401, expect.any(String)],
    ]);
    expect(spans.map(({ attributes }) => attributes['people_exchange.participant'])).toEqual(['demo-website', undefined]);
    expect(JSON.stringify(spans.map(({ attributes }) => attributes))).not.toMatch(new RegExp(`lovelace|nobody|${keys.website}`));
  });

  it('is sampled as the settings say, and its events are told the same', async () => {
    await start({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5' });
    for (let n = 0; n < 40; n += 1) await gateway.post(visited({ id: `v${n}` }));
    const told = (await gateway.appended()).map(({ attributes }) => attributes['traceparent'] ?? '');
    const spans = await recorded();
    expect(spans.length).toBeGreaterThan(5);
    expect(spans.length).toBeLessThan(35);
    expect(told.filter((one) => one.endsWith('-01'))).toEqual(spans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`));
  });
});

describe('a tracestate', () => {
  let gateway: Started;
  beforeEach(async () => void (gateway = await startGateway()));
  afterEach(() => gateway.close());
  const stateOf = async (n: number): Promise<unknown> => (await gateway.appended())[n]?.attributes['tracestate'];

  it('goes with the header’s trace alone, and is no extension of the event', async () => {
    const extensions = Object.fromEntries(Array.from({ length: 32 }, (_, n) => [`extension${n}`, 'x']));
    expect((await gateway.post(visited(extensions), { traceparent: parentOf(ids.sent), tracestate: 'vendor=one' })).status).toBe(202);
    await gateway.post(visited({ traceparent: parentOf(ids.own) }), { traceparent: parentOf(ids.sent), tracestate: 'vendor=one' });
    await gateway.post(visited(), { tracestate: 'vendor=one' });
    await gateway.post(visited({ traceparent: parentOf(ids.own), tracestate: 'vendor=two' }));
    expect([await stateOf(0), await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual([
      'vendor=one',
      undefined,
      undefined,
      'vendor=two',
    ]);
  });
});
