import { checkEntry } from '../entry-check';
import { AppendUnknown } from '../errors';
import {
  EventLog,
  type Erased,
  type LogEntry,
  type PartitionEnds,
  type PersonKey,
  type ReadFrom,
  type ReadRecord,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from '../event-log';
import { follow, untilStopped } from '../reading/follow';
import { Subscriptions } from '../reading/subscriptions';
import { MemoryLogStore } from './memory-log-store';

const batchSize = 500;

export interface MemoryLogOptions {
  readonly now?: () => Date;
  /** Given to several logs, they are as several processes on one log. */
  readonly store?: MemoryLogStore;
  /** After the records are in and before the caller is told: throws to lose the answer. */
  readonly beforeAnswer?: () => void;
}

/** A log in memory, for tests: durable for as long as the process is. */
export class MemoryEventLog extends EventLog {
  readonly kind = 'memory';
  private readonly store: MemoryLogStore;
  private readonly subscriptions = new Subscriptions();

  constructor(private readonly o: MemoryLogOptions = {}) {
    super();
    this.store = o.store ?? new MemoryLogStore();
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    for (const entry of entries) checkEntry(entry);
    this.store.add(topic, entries, this.o.now?.() ?? new Date());
    try {
      this.o.beforeAnswer?.();
    } catch (cause) {
      throw new AppendUnknown({ topic, entries: entries.length }, cause);
    }
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    return this.subscriptions.begin(options.topics, (topic, signal) => this.readAsGroup(topic, options, signal));
  }

  async *read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    const all = this.store.records(topic);
    const end = all.length;
    const first = 'time' in from ? all.findIndex((record) => record.appendedAt >= from.time) : Number(from.positions[0] ?? 0);
    if (first < 0) return;
    for (let start = first; start < end; start += batchSize)
      yield { topic, partition: 0, records: all.slice(start, Math.min(end, start + batchSize)) };
  }

  async ends(topics: readonly string[]): Promise<PartitionEnds[]> {
    return topics.map((topic) => ({ topic, partition: 0, first: '0', end: String(this.store.records(topic).length) }));
  }

  async ready(): Promise<{ ok: boolean; warnings: string[] }> {
    return { ok: true, warnings: ['The log is in memory and forgets everything when the process ends'] };
  }

  async erase(person: PersonKey): Promise<Erased> {
    return { erased: this.store.erase(person) };
  }

  async close(): Promise<void> {
    await this.subscriptions.stopAll();
  }

  private async readAsGroup(topic: string, options: SubscribeOptions, signal: AbortSignal): Promise<void> {
    const leave = await this.store.join(`${options.group} ${topic}`, signal);
    const { store } = this;
    let seen = store.wakes.round(topic);
    const source = {
      fetch: async (next: bigint): Promise<readonly ReadRecord[]> => {
        seen = store.wakes.round(topic);
        return store.records(topic).slice(Number(next), Number(next) + batchSize);
      },
      ends: async (): Promise<PartitionEnds> => ({ topic, partition: 0, first: '0', end: String(store.records(topic).length) }),
      wait: (): Promise<void> => store.wakes.wait(topic, seen, 250, signal),
    };
    const place = { topic, partition: 0 };
    await untilStopped(place, options, signal, () => follow(place, source, options, signal));
    leave();
  }
}
