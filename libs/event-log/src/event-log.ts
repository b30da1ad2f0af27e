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

export interface LogIncident {
  readonly what: 'jump' | 'consumerStopped' | 'handlerFailed';
  readonly message: string;
  readonly fatal: boolean;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /** Next position to read, as the reader's own transaction left it: the truth, asked at every assignment. */
  positionOf(topic: string, partition: number): Promise<string | undefined>;
  /** Resolves: the next batch follows. Throws: the same batch again after a back-off, for ever. */
  handle(batch: RecordBatch): Promise<void>;
  onIncident(incident: LogIncident): void;
}

export interface Subscription {
  /** Resolves when the running handler is done and nothing more will be handed over. */
  stop(): Promise<void>;
}

export type ReadFrom = { readonly time: Date } | { readonly positions: Readonly<Record<number, string>> };

/** Append and read in order. The order of a key is kept as appended; what `append` resolved for is durable. */
export abstract class EventLog {
  abstract readonly kind: 'memory' | 'postgres' | 'kafka';
  /**
   * Durable before it resolves.
   * @throws AppendUnknown it may be in the log: sending again is safe, losing it is not
   * @throws LogUnavailable it is certainly not in the log
   */
  abstract append(topic: string, entries: readonly LogEntry[]): Promise<void>;
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Everything from a time or from positions up to the end as it stood at the call. */
  abstract read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch>;
  abstract ends(topics: readonly string[]): Promise<{ topic: string; partition: number; first: string; end: string }[]>;
  abstract ready(): Promise<{ ok: boolean; warnings: string[] }>;
  abstract close(): Promise<void>;
}

export const topics = { fromWebsites: 'people-exchange.from-websites', fromBackOffices: 'people-exchange.from-back-offices' } as const;
