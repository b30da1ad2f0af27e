import type { EventLog, LogIncident, LogRecord, ReadRecord, RecordBatch, Subscription } from '#event-log';

/** Where a group's readers are, as the tables of a consumer keep it: written with compare-and-set, so a zombie writes nothing. */
export class Positions {
  private readonly next = new Map<string, bigint>();
  /** Every position ever written, in the order of writing. */
  readonly written: { place: string; next: bigint }[] = [];
  readonly taken: ReadRecord[] = [];

  of(topic: string, partition: number): string | undefined {
    return this.next.get(`${topic} ${partition}`)?.toString();
  }

  take(batch: RecordBatch): void {
    const place = `${batch.topic} ${batch.partition}`;
    const held = this.next.get(place);
    const last = batch.records.at(-1);
    if (!last) return;
    const fresh = batch.records.filter((record) => held === undefined || BigInt(record.position) >= held);
    if (fresh.length === 0) return;
    this.taken.push(...fresh);
    this.next.set(place, BigInt(last.position) + 1n);
    this.written.push({ place, next: BigInt(last.position) + 1n });
  }

  get ids(): string[] {
    return this.taken.map((record) => idOf(record));
  }
}

export const idOf = (record: ReadRecord): string => (record.malformed === undefined ? (record.attributes.id ?? '') : 'malformed');

export const events = (records: readonly ReadRecord[]): LogRecord[] => records.filter((record) => record.malformed === undefined);

export interface Reading {
  readonly positions: Positions;
  readonly batches: RecordBatch[];
  readonly incidents: LogIncident[];
  stop(): Promise<void>;
}

/** Reads a topic as a group; `before` runs ahead of the transaction that writes the position. */
export async function reading(
  log: EventLog,
  topic: string,
  o: { group?: string; positions?: Positions; before?: (batch: RecordBatch) => Promise<void> | void } = {},
): Promise<Reading> {
  const positions = o.positions ?? new Positions();
  const batches: RecordBatch[] = [];
  const incidents: LogIncident[] = [];
  const subscription: Subscription = await log.subscribe({
    group: o.group ?? `group-of-${topic}`,
    topics: [topic],
    positionOf: async (of, partition) => positions.of(of, partition),
    handle: async (batch) => {
      batches.push(batch);
      await o.before?.(batch);
      positions.take(batch);
    },
    onIncident: (incident) => void incidents.push(incident),
  });
  return { positions, batches, incidents, stop: () => subscription.stop() };
}
