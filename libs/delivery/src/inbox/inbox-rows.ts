import type { EntityManager } from 'typeorm';
import { digestOf } from '../hash';
import type { Arrival } from './arrivals';
import { erasedData } from './erasure';

export interface InboxEntry {
  readonly arrival: Arrival;
  readonly key: string;
  readonly person: string | null;
  readonly conflict: boolean;
  /** The whole event as JSON. */
  readonly text: string;
  /** Its person was erased before: a blank row is kept, so that its journey can say so. */
  readonly blank?: boolean;
}

/** The inbox entry of an arrival; one in conflict with an earlier body gets a key of its own. */
export function entryOf(arrival: Arrival, conflict: boolean): InboxEntry {
  const key = conflict ? digestOf('conflict', arrival.key, arrival.body) : arrival.key;
  return { arrival, key, person: arrival.person, conflict, text: JSON.stringify(arrival.event) };
}

/** Keeps the events whole, for journeys, replay and rebuilding. */
export async function writeInbox(
  manager: EntityManager,
  topic: string,
  entries: readonly InboxEntry[],
  side: string,
  taken: Date,
  echoes: ReadonlySet<InboxEntry>,
): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(pick: (entry: InboxEntry) => T): T[] => entries.map(pick);
  await manager.query(
    `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, event_time, topic, partition, position, appended, taken, conflict, echo, event)
     select r, k, a, o, $1, s, i, t, u, p, e, $2, l, n, d, $3, c, h, v
     from unnest($4::timestamptz[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::timestamptz[], $14::int[], $15::bigint[], $16::timestamptz[], $17::boolean[], $18::boolean[], $19::text[])
       as x(r, k, a, o, s, i, t, u, p, e, l, n, d, c, h, v)`,
    [
      side,
      topic,
      taken,
      column((entry) => entry.arrival.event.receivedtime),
      column((entry) => entry.key),
      column((entry) => entry.arrival.event.agency),
      column((entry) => entry.arrival.event.origin),
      column((entry) => (entry.blank ? '' : entry.arrival.event.source)),
      column((entry) => (entry.blank ? '' : entry.arrival.event.id)),
      column((entry) => entry.arrival.event.type),
      column((entry) => (entry.blank ? null : (entry.arrival.event.subject ?? null))),
      column((entry) => entry.person),
      column((entry) => entry.arrival.event.time ?? null),
      column((entry) => entry.arrival.partition),
      column((entry) => entry.arrival.position),
      column((entry) => entry.arrival.appended),
      column((entry) => entry.conflict),
      column((entry) => echoes.has(entry)),
      column((entry) => (entry.blank ? erasedData : entry.text)),
    ],
  );
}

export async function countRepeats(manager: EntityManager, repeated: readonly Arrival[]): Promise<void> {
  if (repeated.length === 0) return;
  await manager.query(
    `update exchange.inbox i set repeated = i.repeated + r.n from (select k, count(*)::int as n from unnest($1::uuid[]) k group by k) r where i.key = r.k`,
    [repeated.map((arrival) => arrival.key)],
  );
}
