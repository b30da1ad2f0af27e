/** One CloudEvent in binary mode; `key` orders it, `data` is JSON text. */
export interface LogEntry {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface LogRecord extends LogEntry {
  readonly topic: string;
  readonly partition: number;
  /** Decimal, grows within a partition. */
  readonly position: string;
  readonly appendedAt: Date;
  readonly malformed?: undefined;
}

/** A record nobody can read as an event; handed over as such, so that it stops nobody. */
export interface MalformedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly position: string;
  readonly appendedAt: Date;
  readonly key: string | null;
  readonly raw: Buffer;
  readonly malformed: string;
}

export type ReadRecord = LogRecord | MalformedRecord;

/** At most 500 records of one partition, in order. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly ReadRecord[];
}

/** Something a reader met that an operator should know of. */
export interface LogIncident {
  /**
   * `handlerFailed`: a batch is handed over again. `readFailed`: the log could not be read, it is tried again. `logAway`: the
   * log has not been reached for long. `jump`: records were gone before they were read. `pastEnd`: the position is beyond what
   * the log holds. `consumerStopped`: this process reads no more.
   */
  readonly what: 'handlerFailed' | 'readFailed' | 'logAway' | 'jump' | 'pastEnd' | 'consumerStopped';
  readonly message: string;
  /** True: this process cannot go on by itself; let it end and be started again. */
  readonly fatal: boolean;
  readonly topic?: string;
  readonly partition?: number;
  readonly cause?: unknown;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Next position to read, as the reader's own transaction left it: the truth, asked at every assignment. */
  positionOf(topic: string, partition: number): Promise<string | undefined>;
  /** Resolves: the next batch follows. Throws: the same batch again after a back-off, for ever. */
  handle(batch: RecordBatch): Promise<void>;
  onIncident(incident: LogIncident): void;
  /** Of so many partitions a batch each may be handed over at once; one unless told. One partition's batches always follow each other. */
  readonly partitionsAtOnce?: number;
}

export interface Subscription {
  /** Resolves when the running handler is done and nothing more will be handed over. */
  stop(): Promise<void>;
}

/** One person as one participant names them. */
export interface PersonKey {
  readonly agency: string;
  readonly origin: string;
  readonly subject: string;
}

export interface Erased {
  /** Records whose data is gone now. */
  readonly erased: number;
  /** What remains, for how long and why. */
  readonly remains?: string;
}

/** What a partition holds: positions from `first` up to, not including, `end`. The lag of a reader is `end` less its position. */
export interface PartitionEnds {
  readonly topic: string;
  readonly partition: number;
  readonly first: string;
  readonly end: string;
}

export type ReadFrom = { readonly time: Date } | { readonly positions: Readonly<Record<number, string>> };

/** Append and read in order. The order of a key is kept as appended; what `append` resolved for is durable. */
export abstract class EventLog {
  abstract readonly kind: 'memory' | 'postgres' | 'kafka';
  /**
   * Durable before it resolves.
   * @throws AppendUnknown it may be in the log: sending again is safe, losing it is not
   * @throws LogUnavailable it is certainly not in the log
   * @throws EntryTooLarge, EntryUnwritable this very entry will never be taken
   */
  abstract append(topic: string, entries: readonly LogEntry[]): Promise<void>;
  /** Answers at once; reading begins as soon as the log can be reached, and goes on until stopped. */
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Replay: everything from a time or from positions (left out: from the first) up to the end as it stood at the call. */
  abstract read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch>;
  abstract ends(topics: readonly string[]): Promise<PartitionEnds[]>;
  abstract ready(): Promise<{ ok: boolean; warnings: string[] }>;
  /** Blanks the data of what this person's participant said of them; ids stay. */
  abstract erase(person: PersonKey): Promise<Erased>;
  abstract close(): Promise<void>;
}

export const topics = { fromWebsites: 'people-exchange.from-websites', fromBackOffices: 'people-exchange.from-back-offices' } as const;
