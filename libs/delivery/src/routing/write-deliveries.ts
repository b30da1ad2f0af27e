import { prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import { causeOf, stateEntityOf } from '../echo/state-of';
import { rowsOf } from '../columns';
import { laneOf } from '../hash';
import type { InboxEntry } from '../inbox/inbox-rows';
import type { Target } from '../participants/target';
import { dependenciesOf } from './route';

export interface DueDelivery {
  readonly entry: InboxEntry;
  readonly target: Target;
  readonly state: 'due' | 'heldApproval' | 'parked';
  readonly reason: string | null;
}

/** Writes what is to be delivered, one row each, and wakes the person's queue at each target. Answers the rows' seqs. */
export async function writeDue(manager: EntityManager, due: readonly DueDelivery[], now: Date): Promise<ReadonlyMap<DueDelivery, string>> {
  if (due.length === 0) return new Map();
  const column = <T>(pick: (delivery: DueDelivery, place: number) => T): T[] => due.map(pick);
  const entities = column((d) => stateEntityOf(d.entry.arrival.event));
  const dependencies = due.map((delivery) => dependenciesOf(delivery.entry.arrival.event));
  const rows = rowsOf(2, {
    o: ['int', due.map((_, place) => place)],
    a: ['text', column((d) => d.target.agency)],
    t: ['text', column((d) => d.target.id)],
    p: ['uuid', column((d) => d.entry.arrival.event.partitionkey)],
    d: ['text', column((d) => d.target.side)],
    l: ['smallint', column((d) => laneOf(d.entry.arrival.event.partitionkey))],
    k: ['uuid', column((d) => d.entry.key)],
    r: ['timestamptz', column((d) => d.entry.arrival.event.receivedtime)],
    y: ['text', column((d) => d.entry.arrival.event.type)],
    m: ['text', dependencies.map((d) => d.makes)],
    n: ['text', dependencies.map((d) => d.needs.join('\u001f'))],
    s: ['text', column((d) => d.state)],
    w: ['text', column((d) => d.reason)],
    e: ['uuid', entities],
    c: ['uuid', column((d, place) => (entities[place] === null ? null : causeOf(d.entry.arrival.event.id)))],
  });
  const written: { seq: string }[] = await manager.query(
    `with written as (
       insert into exchange.pending (agency, target, person, side, lane, key, received, type, makes, needs, state, reason, routed_at, since, entity, cause)
       select a, t, p, d, l, k, r, y, m, case when n = '' then '{}' else string_to_array(n, E'\\x1f') end, s, w, $1, $1, e, c from ${rows.from} order by o
       returning agency, target, person, side, lane, seq, state),
     woken as (insert into exchange.queues (agency, target, person, side, lane, last_seq)
       select agency, target, person, side, lane, max(seq) from written where state = 'due' group by 1, 2, 3, 4, 5 order by 1, 2, 3
       on conflict (agency, target, person) do update set last_seq = excluded.last_seq)
     select seq::text from written w order by w.seq`,
    [now, ...rows.values],
  );
  // Rows that are inserted in an order get their numbers in that order.
  return new Map(due.map((delivery, index) => [delivery, written[index]?.seq ?? '']));
}

export interface FinalOutcome {
  readonly agency: string;
  readonly target: string;
  readonly key: string;
  readonly person: string | null;
  readonly state: 'delivered' | 'ignored' | 'skipped' | 'erased';
  readonly row: string | null;
  readonly reason?: string | null;
  readonly by?: string | null;
}

/** Writes outcomes that are final at once: ignored, erased, or taken by a reader of the log. */
export async function writeOutcomes(manager: EntityManager, outcomes: readonly FinalOutcome[], now: Date): Promise<void> {
  if (outcomes.length === 0) return;
  const column = <T>(pick: (outcome: FinalOutcome) => T): T[] => outcomes.map(pick);
  await manager.query(
    `insert into exchange.outcomes (agency, target, key, person, state, capability, reason, by_whom, routed_at, ended_at)
     select a, t, k, p, s, c, r, b, $1, $1 from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[]) x(a, t, k, p, s, c, r, b)`,
    [
      now,
      column((o) => o.agency),
      column((o) => o.target),
      column((o) => o.key),
      column((o) => o.person),
      column((o) => o.state),
      column((o) => o.row),
      column((o) => o.reason ?? null),
      column((o) => o.by ?? null),
    ],
  );
}

/** Counts what was routed in rows of its own, so that the tally can be held against the states. */
export async function countRouted(
  manager: EntityManager,
  place: { reader: string; topic: string; partition: number; next: bigint },
  routed: readonly { agency: string; target: string }[],
): Promise<void> {
  const counts = new Map<string, { agency: string; target: string; count: number }>();
  for (const { agency, target } of routed) {
    const key = JSON.stringify([agency, target]);
    const entry = counts.get(key) ?? { agency, target, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  if (counts.size === 0) return;
  const rows = [...counts.values()];
  await manager.query(
    prepared(
      'insert into exchange.routings (reader, topic, partition, next, agency, target, routed) select $1, $2, $3, $4, a, t, n from unnest($5::text[], $6::text[], $7::int[]) x(a, t, n)',
    ),
    [
      place.reader,
      place.topic,
      place.partition,
      place.next.toString(),
      rows.map((r) => r.agency),
      rows.map((r) => r.target),
      rows.map((r) => r.count),
    ],
  );
}
