import {
  EventLog,
  type LogEntry,
  type LogRecord,
  type ReadFrom,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from './event-log';
import { handOver, rest } from './reader-loop';

/** A log in memory, for tests: durable for as long as the process is. */
export class MemoryEventLog extends EventLog {
  readonly kind = 'memory';
  private readonly records = new Map<string, LogRecord[]>();
  private wake: (() => void)[] = [];

  constructor(private readonly now: () => Date = () => new Date()) {
    super();
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    const records = this.records.get(topic) ?? [];
    this.records.set(topic, records);
    for (const entry of entries) records.push({ ...entry, topic, partition: 0, position: String(records.length), appendedAt: this.now() });
    for (const wake of this.wake.splice(0)) wake();
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const stopping = new AbortController();
    const loops = options.topics.map((topic) => this.follow(topic, options, stopping.signal));
    return {
      stop: async () => {
        stopping.abort();
        for (const wake of this.wake.splice(0)) wake();
        await Promise.all(loops);
      },
    };
  }

  async *read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    const all = this.records.get(topic) ?? [];
    const records = 'time' in from ? all.filter((record) => record.appendedAt >= from.time) : all.slice(Number(from.positions[0] ?? 0));
    for (let start = 0; start < records.length; start += 500) yield { topic, partition: 0, records: records.slice(start, start + 500) };
  }

  async ends(topics: readonly string[]): Promise<{ topic: string; partition: number; first: string; end: string }[]> {
    return topics.map((topic) => ({ topic, partition: 0, first: '0', end: String(this.records.get(topic)?.length ?? 0) }));
  }

  async ready(): Promise<{ ok: boolean; warnings: string[] }> {
    return { ok: true, warnings: ['The log is in memory and forgets everything when the process ends'] };
  }

  async close(): Promise<void> {
    for (const wake of this.wake.splice(0)) wake();
  }

  private async follow(topic: string, options: SubscribeOptions, signal: AbortSignal): Promise<void> {
    let next = Number((await options.positionOf(topic, 0)) ?? 0);
    while (!signal.aborted) {
      const records = (this.records.get(topic) ?? []).slice(next, next + 500);
      if (records.length > 0) {
        if (await handOver({ topic, partition: 0, records }, { ...options, handle: (batch) => options.handle(batch), signal }))
          next += records.length;
      } else await Promise.race([rest(250, signal), new Promise<void>((resolve) => void this.wake.push(resolve))]);
    }
  }
}
