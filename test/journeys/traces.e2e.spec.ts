import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtlpReceiver, type ReceivedSpan } from '../tracing/otlp-receiver';
import { describeOnBothLogs } from './both-logs';
import { type BridgeInTest, runBridge } from './running-bridge';
import { until } from './until';
import { WebhookReceiver } from './webhook-receiver';

const [traceId, senderSpan] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const traceparent = `00-${traceId}-${senderSpan}-01`;
const person = { name: 'Ada Lovelace', email: 'ada@lovelace.example', subject: 'customer-8812' };

describeOnBothLogs('traces', (_log, settings) => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-traces-'));
  const collector = new OtlpReceiver();
  const office = new WebhookReceiver();
  let bridge: BridgeInTest;

  const send = async (body: unknown, headers: Record<string, string> = {}): Promise<number> => {
    const batch = Array.isArray(body) ? '-batch' : '';
    const key = bridge.access.participants.find(({ side }) => side === 'website')?.key ?? '';
    const answer = await fetch(`${bridge.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': `application/cloudevents${batch}+json`, ...headers },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  const visited = (id: string, more: object = {}): object => ({
    specversion: '1.0',
    id,
    source: 'https://www.example.com',
    type: 'site.visited',
    subject: person.subject,
    data: { visits: 1 },
    ...more,
  });
  const named = (name: string, spans = collector.of(traceId)): ReceivedSpan[] => spans.filter((span) => span.name === name);

  beforeAll(async () => {
    bridge = await runBridge({
      BRIDGE_DATA_DIR: folder,
      OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(),
      OTEL_EXPORTER_OTLP_HEADERS: 'x-scope=north%20side',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      ...(await settings()),
    });
    const added = await fetch(`${bridge.url}/v1/participants`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bridge.access.operatorKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        agency: 'demo',
        id: 'oak-office',
        name: 'Oak',
        side: 'backOffice',
        delivery: { mode: 'webhook', url: await office.start(), allowPrivate: true },
      }),
    });
    // The operator API's own answer.
    office.secret = ((await added.json()) as { webhookSecret: string }).webhookSecret;
  }, 400_000);

  afterAll(async () => {
    await bridge.stop();
    await Promise.all([collector.stop(), office.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('one goes from the website’s request through log and inbox to the webhook, and on into the back office', async () => {
    const registered = {
      type: 'person.registered',
      data: { person: { name: { full: person.name }, emails: [{ address: person.email }] } },
    };
    let asked = 0;
    office.answer = () => ((asked += 1) === 1 ? 503 : 200);
    expect(await send(visited('t1', registered), { traceparent, tracestate: 'vendor=one' })).toBe(202);
    await until(() => named('deliver').length === 2 && named('take').length === 2);

    const of = {
      'people_exchange.agency': 'demo',
      'people_exchange.participant': 'demo-website',
      'cloudevents.event_type': 'person.registered',
    };
    const spans = collector.of(traceId);
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual(spans.map(() => senderSpan));
    for (const { attributes } of spans) expect(attributes).toMatchObject(of);
    expect(named('accept').map(({ attributes }) => attributes['people_exchange.outcome'])).toEqual(['accepted']);
    expect(named('append').map(({ attributes }) => attributes['people_exchange.outcome'])).toEqual(['appended']);
    expect(named('take').map(({ attributes }) => attributes['messaging.consumer.group.name'])).toEqual(
      expect.arrayContaining(['back-office-connector', 'lead-desk']),
    );
    expect(named('deliver').map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ 'people_exchange.target': 'oak-office', 'people_exchange.outcome': 'retry', 'people_exchange.attempt': 1 }),
      expect.objectContaining({
        'people_exchange.target': 'oak-office',
        'people_exchange.outcome': 'delivered',
        'people_exchange.attempt': 2,
      }),
    ]);
    // Each attempt tells the back office its own span, in the same trace and with the sender's state.
    expect(office.traces).toEqual(
      named('deliver').map(({ spanId }) => ({ traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=one' })),
    );
    for (const { resource, nanoseconds } of spans) {
      expect(resource).toMatchObject({ 'service.name': 'bridge', 'deployment.environment.name': 'test' });
      expect(nanoseconds).toBeGreaterThan(0n);
    }
    expect(collector.headers[0]).toMatchObject({ 'x-scope': 'north side' });
  });

  it('begin at the bridge where the sender has none, and then everything is under the accepted request', async () => {
    const before = collector.spans.length;
    expect(await send(visited('t2'))).toBe(202);
    const since = (name: string): number => named(name, collector.spans.slice(before)).length;
    await until(() => since('accept') === 1 && since('append') === 1 && since('take') === 2 && since('deliver') === 1);
    const spans = collector.spans.slice(before);
    const [accept] = named('accept', spans);
    expect(accept?.parentSpanId).toBeUndefined();
    for (const name of ['append', 'take', 'deliver'])
      expect(named(name, spans)[0]).toMatchObject({ traceId: accept?.traceId, parentSpanId: accept?.spanId });
    expect(office.traces.at(-1)?.traceparent).toContain(accept?.traceId);
  });

  it('of a batch are each event’s own, linked to what was done with all of them at once', async () => {
    const before = collector.spans.length;
    const own = ['1', '2', '3'].map((n) => n.repeat(32));
    const events = own.map((id, index) => visited(`b${index}`, { traceparent: `00-${id}-${'a'.repeat(16)}-01` }));
    expect(await send(events, { traceparent })).toBe(202);
    await until(() => own.every((id) => named('deliver', collector.of(id)).length === 1));
    await until(() => named('take batch', collector.spans.slice(before)).length >= 2);
    const [append] = named('append batch', collector.spans.slice(before));
    expect(append?.attributes).toMatchObject({ 'messaging.batch.message_count': 3, 'people_exchange.outcome': 'appended' });
    expect(append?.links).toEqual(
      own.map((id) => ({ traceId: id, spanId: named('append', collector.of(id))[0]?.spanId })).map(expect.objectContaining),
    );
    for (const id of own)
      expect(named('append', collector.of(id))[0]?.links).toMatchObject([{ traceId: append?.traceId, spanId: append?.spanId }]);
    const accepted = named('accept', collector.spans.slice(before));
    expect(accepted[0]?.links.map((link) => link.traceId)).toEqual(own);
  });

  it('are not made of what the sender chose not to record, whose choice is handed on', async () => {
    const id = '9'.repeat(32);
    expect(await send(visited('t3', { traceparent: `00-${id}-${'a'.repeat(16)}-00` }))).toBe(202);
    await until(() => office.traces.some((one) => one.traceparent?.startsWith(`00-${id}-`)));
    expect(office.traces.at(-1)?.traceparent).toMatch(/-00$/);
    expect(collector.of(id)).toEqual([]);
  });

  it('I8: hold nothing of a person', () => {
    expect(collector.spans.length).toBeGreaterThan(10);
    const text = JSON.stringify(collector.spans, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const secret of [...Object.values(person), 'lovelace', office.secret, '127.0.0.1']) expect(text).not.toContain(secret);
  });
});
