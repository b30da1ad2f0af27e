import { checkEntry, mostEntryBytes } from './entry-check';
import { LogBusy } from './errors';
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
  /** What waits, without the append that is under way. */
  entries: number;
  bytes: number;
  /** When the last append began, in milliseconds of `performance.now()`. */
  began: number;
  /** That one is under way. */
  isUnderWay: boolean;
  /** How long the last one that ended took, whatever came of it. */
  lastMs: number;
  /** Ends the wait for more, where few wait. */
  enough?: () => void;
}

export interface BatchLimits {
  /** Per append. */
  readonly entries: number;
  readonly bytes: number;
  /** Taken and not yet answered, over all topics. */
  readonly queuedEntries: number;
  readonly queuedBytes: number;
  /** As the last appends went; whoever would wait longer is not let in, for it would give up before its turn and come again. */
  readonly waitMs: number;
  /** Of one entry. */
  readonly entryBytes: number;
  /** An append of fewer entries than this begins so many milliseconds after the one before, and not sooner. */
  readonly few: number;
  readonly apartMs: number;
}

/** Told of every batch that was handed to the log. */
export interface AppendWatcher {
  appended(topic: string, entries: number, seconds: number): void;
  failed(topic: string): void;
}

const usual: BatchLimits = {
  entries: 500,
  bytes: 1_048_576,
  queuedEntries: 20_000,
  queuedBytes: 64 * 1_048_576,
  waitMs: 8_000,
  entryBytes: mostEntryBytes,
  few: 8,
  apartMs: 5,
};

/**
 * One append in flight per topic; what arrives meanwhile is the next batch. Many never wait, nor does what comes after a pause. Only
 * appends of few keep apart: each is a round of the log's and of its readers' own, and at a few hundred entries a second those rounds
 * kept two cores busy.
 */
export class BatchingAppender {
  readonly counts = { batches: 0, entries: 0 };
  private readonly lanes = new Map<string, Lane>();
  private readonly limits: BatchLimits;
  private queuedEntries = 0;
  private queuedBytes = 0;

  constructor(
    private readonly log: EventLog,
    limits: Partial<BatchLimits> = {},
    private readonly watcher?: AppendWatcher,
  ) {
    this.limits = { ...usual, ...limits };
  }

  /** What waits or is under way, for metrics. */
  get queued(): { entries: number; bytes: number } {
    return { entries: this.queuedEntries, bytes: this.queuedBytes };
  }

  /**
   * Resolves when all entries are durable; they stay together and in the order given.
   * @throws LogBusy when too much waits already; EntryTooLarge, EntryUnwritable for this caller alone; else what the log throws
   */
  append(topic: string, given: LogEntry | readonly LogEntry[]): Promise<void> {
    // An array that cannot be written to is not an array to the compiler.
    const entries = Array.isArray(given) ? (given as readonly LogEntry[]) : [given as LogEntry];
    if (entries.length === 0) return Promise.resolve();
    // What is thrown inside rejects.
    return new Promise((resolve, reject) => {
      let bytes = 0;
      for (const entry of entries) bytes += checkEntry(entry, this.limits.entryBytes);
      const lane = this.laneOf(topic);
      if (this.isFull(entries.length, bytes) || this.expectedWaitMs(lane) > this.limits.waitMs) throw new LogBusy(1);
      this.queuedEntries += entries.length;
      this.queuedBytes += bytes;
      lane.waiting.push({ entries, bytes, resolve, reject });
      lane.entries += entries.length;
      lane.bytes += bytes;
      if (lane.entries >= this.limits.few) lane.enough?.();
      lane.running ??= this.run(topic, lane);
    });
  }

  /** Resolves when everything taken was answered. */
  async close(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => lane.running));
  }

  /** A caller larger than the whole queue is let in when nothing waits, else it would never be. */
  private isFull(entries: number, bytes: number): boolean {
    if (this.queuedEntries === 0) return false;
    return this.queuedEntries + entries > this.limits.queuedEntries || this.queuedBytes + bytes > this.limits.queuedBytes;
  }

  private laneOf(topic: string): Lane {
    const known = this.lanes.get(topic);
    if (known !== undefined) return known;
    const lane: Lane = { waiting: [], running: undefined, entries: 0, bytes: 0, began: -Infinity, isUnderWay: false, lastMs: 0 };
    this.lanes.set(topic, lane);
    return lane;
  }

  /** Before it is this caller's turn, when appends go on as the last one went, or as the one under way goes. */
  private expectedWaitMs({ began, isUnderWay, lastMs, entries, bytes }: Lane): number {
    const eachMs = isUnderWay ? Math.max(lastMs, performance.now() - began) : lastMs;
    const ahead = Math.ceil(Math.max(entries / this.limits.entries, bytes / this.limits.bytes));
    return ahead * eachMs;
  }

  private async run(topic: string, lane: Lane): Promise<void> {
    // Let the callers of this very turn join the first batch.
    await Promise.resolve();
    while (lane.waiting.length > 0) {
      await this.apart(lane);
      const batch = this.nextBatch(lane);
      lane.began = performance.now();
      lane.isUnderWay = true;
      await this.send(topic, batch);
      lane.isUnderWay = false;
      lane.lastMs = performance.now() - lane.began;
    }
    lane.running = undefined;
  }

  private async apart(lane: Lane): Promise<void> {
    const waitMs = lane.began + this.limits.apartMs - performance.now();
    if (waitMs <= 0 || lane.entries >= this.limits.few) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      lane.enough = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    lane.enough = undefined;
  }

  private async send(topic: string, batch: readonly Waiting[]): Promise<void> {
    const entries = entriesOf(batch);
    const began = performance.now();
    try {
      await this.log.append(topic, entries);
      this.watcher?.appended(topic, entries.length, (performance.now() - began) / 1000);
      this.counts.batches += 1;
      this.counts.entries += entries.length;
      this.answer(batch, (waiting) => waiting.resolve());
    } catch (error) {
      // What will never be taken fails its own caller alone: the others go again, one by one and in order.
      if (batch.length > 1 && isFinal(error)) {
        for (const waiting of batch) await this.send(topic, [waiting]);
        return;
      }
      this.watcher?.failed(topic);
      this.answer(batch, (waiting) => waiting.reject(error));
    }
  }

  private answer(batch: readonly Waiting[], tell: (waiting: Waiting) => void): void {
    for (const waiting of batch) {
      this.queuedEntries -= waiting.entries.length;
      this.queuedBytes -= waiting.bytes;
      tell(waiting);
    }
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
    const batch = lane.waiting.splice(0, count);
    for (const waiting of batch) {
      lane.entries -= waiting.entries.length;
      lane.bytes -= waiting.bytes;
    }
    return batch;
  }
}

function entriesOf(batch: readonly Waiting[]): readonly LogEntry[] {
  if (batch.length === 1 && batch[0]) return batch[0].entries;
  const all: LogEntry[] = [];
  for (const { entries } of batch) for (const entry of entries) all.push(entry);
  return all;
}

const isFinal = (error: unknown): boolean => error instanceof Error && 'retriable' in error && error.retriable === false;
