import { prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
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
  const rows = rowsOf(4, {
    r: ['timestamptz', column((entry) => entry.arrival.event.receivedtime)],
    k: ['uuid', column((entry) => entry.key)],
    a: ['text', column((entry) => entry.arrival.event.agency)],
    o: ['text', column((entry) => entry.arrival.event.origin)],
    s: ['text', column((entry) => (entry.blank ? '' : entry.arrival.event.source))],
    i: ['text', column((entry) => (entry.blank ? '' : entry.arrival.event.id))],
    t: ['text', column((entry) => entry.arrival.event.type)],
    u: ['text', column((entry) => (entry.blank ? null : (entry.arrival.event.subject ?? null)))],
    p: ['uuid', column((entry) => entry.person)],
    e: ['timestamptz', column((entry) => entry.arrival.event.time)],
    l: ['int', column((entry) => entry.arrival.partition)],
    n: ['bigint', column((entry) => entry.arrival.position)],
    d: ['timestamptz', column((entry) => entry.arrival.appended)],
    c: ['boolean', column((entry) => entry.conflict)],
    h: ['boolean', column((entry) => echoes.has(entry))],
    v: ['document', column((entry) => (entry.blank ? erasedData : entry.text))],
  });
  await manager.query(
    prepared(`insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, event_time, topic, partition, position, appended, taken, conflict, echo, event)
     select r, k, a, o, $1, s, i, t, u, p, e, $2, l, n, d, $3, c, h, v from ${rows.from}`),
    [side, topic, taken, ...rows.values],
  );
}

export async function countRepeats(manager: EntityManager, repeated: readonly Arrival[]): Promise<void> {
  if (repeated.length === 0) return;
  await manager.query(
    `update exchange.inbox i set repeated = i.repeated + r.n from (select k, count(*)::int as n from unnest($1::uuid[]) k group by k) r where i.key = r.k`,
    [repeated.map((arrival) => arrival.key)],
  );
}
