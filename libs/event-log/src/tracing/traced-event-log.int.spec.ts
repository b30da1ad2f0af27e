import { createLogger, openTracing, readSettings, Shutdown, type Tracing } from '#runtime';
import { entry } from '../../../../test/conformance/entries';
import { conformsAsEventLog } from '../../../../test/conformance/event-log.conformance';
import { OtlpReceiver } from '../../../../test/tracing/otlp-receiver';
import {
  type EventLog,
  LogUnavailable,
  MemoryEventLog,
  MemoryLogStore,
  type RecordBatch,
  type SubscribeOptions,
  TracedEventLog,
} from '../index';

/** A collector and spans sent to it: each block its own, so that a flood in one crowds nothing out of the other. */
async function tracedTo(collector: OtlpReceiver, shutdown: Shutdown): Promise<Tracing> {
  shutdown.on('close', 'collector', () => collector.stop());
  const settings = readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(), OTEL_BSP_SCHEDULE_DELAY: '10' });
  const opened = await openTracing({ settings, log: createLogger({ name: 'spec', level: 'silent' }), shutdown }, 'spec');
  if (!opened) throw new TypeError('not traced');
  return opened;
}

const flooded = { collector: new OtlpReceiver(), shutdown: new Shutdown() };
let tracing: Tracing;
beforeAll(async () => {
  tracing = await tracedTo(flooded.collector, flooded.shutdown);
});
afterAll(async () => void (await flooded.shutdown.run('done')));

conformsAsEventLog('a log that is traced', async () => {
  const store = new MemoryLogStore();
  const logs: EventLog[] = [];
  let topics = 0;
  const open = async (beforeAnswer?: () => void): Promise<EventLog> => {
    const log = new TracedEventLog(new MemoryEventLog({ store, beforeAnswer }), tracing);
    logs.push(log);
    return log;
  };
  let lost = false;
  const loseOnce = (): void => {
    if (lost) return;
    lost = true;
    throw new TypeError('the connection broke');
  };
  return {
    topic: async () => `topic-${(topics += 1)}`,
    open,
    kill: async () => store.loseReaders(),
    putMalformed: async (topic) => store.add(topic, [{ key: 'stranger', attributes: { hello: 'there' }, data: 'no event' }], new Date()),
    openLosingAnswer: () => open(loseOnce),
    close: async () => void (await Promise.all(logs.map((log) => log.close()))),
  };
});

describe('the spans of a log', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const sent = entry();
  const traced = { ...sent, attributes: { ...sent.attributes, traceparent: `00-${trace}-b7ad6b7169203331-01` } };

  /** Hands on what it is given, and fails when told. */
  class FailingLog extends MemoryEventLog {
    options: SubscribeOptions | undefined;
    override async append(): Promise<void> {
      throw new LogUnavailable('away');
    }
    override async subscribe(options: SubscribeOptions): ReturnType<MemoryEventLog['subscribe']> {
      this.options = options;
      return { stop: async () => undefined };
    }
  }

  it('say what failed, and the failure stays what it was', async () => {
    const collector = new OtlpReceiver();
    const shutdown = new Shutdown();
    const inner = new FailingLog();
    const log = new TracedEventLog(inner, await tracedTo(collector, shutdown));
    await expect(log.append('topic', [traced])).rejects.toThrow(LogUnavailable);
    const handle = async (): Promise<void> => {
      throw new TypeError('not now');
    };
    await log.subscribe({
      group: 'g',
      topics: ['topic'],
      partitionsAtOnce: 7,
      handle,
      positionOf: async () => '5',
      onIncident: () => undefined,
    });
    const place = { topic: 'topic', partition: 0, position: '1', appendedAt: new Date() };
    const malformed = { ...place, key: null, raw: Buffer.alloc(0), malformed: 'no event' };
    const batch: RecordBatch = { topic: 'topic', partition: 0, records: [{ ...traced, ...place }, malformed] };
    await expect(inner.options?.handle(batch)).rejects.toThrow('not now');
    expect([inner.options?.partitionsAtOnce, await inner.options?.positionOf('topic', 0)]).toEqual([7, '5']);
    // The last spans go out when the process stops, before the collector does.
    await shutdown.run('done');
    expect(
      collector.of(trace).map(({ name, attributes }) => [name, attributes['people_exchange.outcome'], attributes['error.type']]),
    ).toEqual([
      ['append', 'failed', 'logUnavailable'],
      ['take', 'failed', 'unknown'],
    ]);
  });
});
