import { EntryTooLarge, LogBusy } from './errors';
import type { EventLog, LogEntry } from './event-log';

interface Waiting {
  readonly entries: readonly LogEntry[];
  readonly bytes: number;
  resolve(): void;
  reject(reason: unknown): void;
}

interface Lane {
  waiting: Waiting[];
  running: Promise<void> | undefined;
}

export interface BatchLimits {
  readonly entries: number;
  readonly bytes: number;
  readonly queuedEntries: number;
}

/** One append in flight per topic; what arrives meanwhile is the next batch. No timer, so nothing waits that need not. */
export class BatchingAppender {
  private readonly lanes = new Map<string, Lane>();
  private queued = 0;
  readonly counts = { batches: 0, entries: 0 };

  constructor(
    private readonly log: EventLog,
    private readonly limits: BatchLimits = { entries: 500, bytes: 1_048_576, queuedEntries: 20_000 },
  ) {}

  append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    const bytes = entries.reduce((sum, entry) => sum + entry.data.length + 512, 0);
    const largest = entries.reduce((most, entry) => Math.max(most, entry.data.length), 0);
    if (largest > this.limits.bytes) return Promise.reject(new EntryTooLarge({ bytes: largest, most: this.limits.bytes }));
    if (this.queued + entries.length > this.limits.queuedEntries) return Promise.reject(new LogBusy(1));
    const lane = this.lanes.get(topic) ?? { waiting: [], running: undefined };
    this.lanes.set(topic, lane);
    this.queued += entries.length;
    return new Promise((resolve, reject) => {
      lane.waiting.push({ entries, bytes, resolve, reject });
      lane.running ??= this.run(topic, lane);
    });
  }

  /** Resolves when everything taken was answered. */
  async close(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.running));
  }

  private async run(topic: string, lane: Lane): Promise<void> {
    while (lane.waiting.length > 0) {
      const batch = this.nextBatch(lane);
      const entries = batch.flatMap((waiting) => waiting.entries);
      this.counts.batches += 1;
      this.counts.entries += entries.length;
      try {
        await this.log.append(topic, entries);
        for (const waiting of batch) waiting.resolve();
      } catch (error) {
        for (const waiting of batch) waiting.reject(error);
      } finally {
        this.queued -= entries.length;
      }
    }
    lane.running = undefined;
  }

  private nextBatch(lane: Lane): Waiting[] {
    let entries = 0;
    let bytes = 0;
    let count = 0;
    for (const waiting of lane.waiting) {
      entries += waiting.entries.length;
      bytes += waiting.bytes;
      if (count > 0 && (entries > this.limits.entries || bytes > this.limits.bytes)) break;
      count += 1;
    }
    return lane.waiting.splice(0, count);
  }
}
