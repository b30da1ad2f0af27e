import type { RecordBatch } from '#event-log';
import { type AcceptedEvent, canonicalJson, fromBinary } from '#people-exchange';
import { digestOf, eventKeyOf } from '../hash';

/** One event as it was read, with the keys its dedup goes by. */
export interface Arrival {
  readonly event: AcceptedEvent;
  readonly key: string;
  /** The bridge's id of whom it is about; worked out once, because everybody asks. */
  readonly person: string | null;
  /** Digest of what the event says: the same id with another body is another matter than a repetition. */
  readonly body: string;
  readonly partition: number;
  readonly position: string;
  readonly appended: Date;
}

export interface Unreadable {
  readonly partition: number;
  readonly position: string;
  readonly why: string;
  readonly raw: Buffer;
}

/** Sorts a batch into events and what nobody can read. */
export function arrivalsOf(batch: RecordBatch): { arrivals: Arrival[]; unreadable: Unreadable[] } {
  const arrivals: Arrival[] = [];
  const unreadable: Unreadable[] = [];
  for (const record of batch.records) {
    if (record.malformed !== undefined) {
      unreadable.push({ partition: batch.partition, position: record.position, why: record.malformed, raw: record.raw });
      continue;
    }
    try {
      const event = fromBinary(record);
      const body = digestOf(event.type, event.subject ?? '', canonicalJson(event.data));
      // The key of whoever has a subject is the person's id, which the gateway worked out.
      const person = event.subject === undefined ? null : event.partitionkey;
      arrivals.push({
        event,
        key: eventKeyOf(event),
        person,
        body,
        partition: batch.partition,
        position: record.position,
        appended: record.appendedAt,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      unreadable.push({
        partition: batch.partition,
        position: record.position,
        why,
        raw: Buffer.from(JSON.stringify({ attributes: record.attributes, data: record.data })),
      });
    }
  }
  return { arrivals, unreadable };
}
