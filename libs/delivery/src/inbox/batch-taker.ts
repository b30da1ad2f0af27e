import type { RecordBatch } from '#event-log';
import type { AcceptedEvent } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { type FinalOutcome, countRouted, writeOutcomes } from '../routing/write-deliveries';
import { type Arrival, type Unreadable, arrivalsOf } from './arrivals';
import { type Sorted, sortOutSeen } from './dedup';
import { rememberErased } from './erasure';
import { entryOf } from './inbox-rows';
import { holdPosition, movePosition, positionOf } from './positions';

export interface TakenEvent {
  readonly event: AcceptedEvent;
  readonly personId: string | null;
  readonly receivedAt: Date;
  readonly topic: string;
}

export type EffectOutcome = { readonly state: 'delivered' } | { readonly state: 'ignored'; readonly row: string };

/** What one reader makes of a batch, inside the transaction that moves its position. */
export interface Taking {
  readonly manager: EntityManager;
  readonly place: { readonly reader: string; readonly topic: string; readonly partition: number; readonly next: bigint };
  readonly sorted: Sorted;
  /** Fresh events of persons who were erased before: kept from everybody. */
  readonly erased: readonly Arrival[];
  readonly now: Date;
}

/**
 * One batch, one transaction: fence, dedup, erasure, effects, outcomes and the position read.
 * A reader that was replaced meanwhile writes nothing, and the same batch again has no second effect.
 */
export class BatchTaker {
  private readonly dedupDays: number;

  constructor(private readonly o: { db: DataSource; group: string; clock: Clock; target?: string; dedupDays?: number }) {
    this.dedupDays = o.dedupDays ?? 30;
  }

  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return positionOf(this.o.db, { reader: this.o.group, topic, partition });
  }

  /** Takes a batch for a reader that is itself a target: `effects` answers one outcome per event, in order. */
  async take(
    batch: RecordBatch,
    effects: (manager: EntityManager, taken: readonly TakenEvent[]) => Promise<readonly EffectOutcome[] | void>,
  ): Promise<void> {
    await this.takeWith(batch, async ({ manager, place, sorted, erased, now }) => {
      const target = this.o.target ?? this.o.group;
      const outcomes = await effects(
        manager,
        sorted.fresh.map((arrival) => takenOf(arrival, batch.topic)),
      );
      const finals: FinalOutcome[] = sorted.fresh.map((arrival, index) => {
        const outcome = outcomes?.[index] ?? { state: 'delivered' as const };
        return finalOf(arrival, target, outcome.state, outcome.state === 'ignored' ? outcome.row : null);
      });
      finals.push(...erased.map((arrival) => finalOf(arrival, target, 'erased', null)));
      await writeOutcomes(manager, finals, now);
      await countRouted(manager, place, finals);
      return 0;
    });
  }

  /** The common frame; `work` answers how many events nobody was to have. */
  async takeWith(batch: RecordBatch, work: (taking: Taking) => Promise<number>): Promise<void> {
    const last = batch.records.at(-1);
    if (!last) return;
    const now = this.o.clock.now();
    const held = { reader: this.o.group, topic: batch.topic, partition: batch.partition };
    await this.o.db.transaction(async (manager) => {
      const position = await holdPosition(manager, held);
      const next = BigInt(last.position) + 1n;
      if (next <= position) return;
      const { arrivals, unreadable } = arrivalsOf(batch);
      const unread = arrivals.filter((arrival) => BigInt(arrival.position) >= position);
      const all = await sortOutSeen(manager, this.o.group, unread, now, this.dedupDays);
      const erasures = all.fresh.filter((arrival) => arrival.event.type === 'person.erased');
      await rememberErased(
        manager,
        erasures.map((arrival) => arrival.event),
        now,
      );
      const { kept, erased } = await this.withoutErased(manager, all.fresh);
      const sorted = { ...all, fresh: kept };
      const place = { ...held, next };
      const unrouted = await work({ manager, place, sorted, erased, now });
      await keepUnreadable(manager, held, unreadable);
      await countTaken(manager, place, sorted, erased, unrouted);
      await movePosition(manager, held, position, next);
    });
  }

  private async withoutErased(manager: EntityManager, fresh: readonly Arrival[]): Promise<{ kept: Arrival[]; erased: Arrival[] }> {
    const persons = fresh.map((arrival) => entryOf(arrival, false).person);
    const rows: { person: string }[] = await manager.query('select person from exchange.erased where person = any($1)', [
      persons.filter((person) => person !== null),
    ]);
    const gone = new Set(rows.map((row) => row.person));
    const isErased = (arrival: Arrival, index: number): boolean => arrival.event.type !== 'person.erased' && gone.has(persons[index] ?? '');
    return { kept: fresh.filter((arrival, index) => !isErased(arrival, index)), erased: fresh.filter(isErased) };
  }
}

function takenOf(arrival: Arrival, topic: string): TakenEvent {
  return { event: arrival.event, personId: entryOf(arrival, false).person, receivedAt: new Date(arrival.event.receivedtime), topic };
}

export function finalOf(arrival: Arrival, target: string, state: FinalOutcome['state'], row: string | null): FinalOutcome {
  return { agency: arrival.event.agency, target, key: arrival.key, person: entryOf(arrival, false).person, state, row };
}

async function keepUnreadable(
  manager: EntityManager,
  held: { reader: string; topic: string; partition: number },
  unreadable: readonly Unreadable[],
): Promise<void> {
  if (unreadable.length === 0) return;
  await manager.query(
    `insert into exchange.malformed (reader, topic, partition, position, why, raw)
     select $1, $2, $3, p, w, r from unnest($4::bigint[], $5::text[], $6::bytea[]) x(p, w, r) on conflict do nothing`,
    [
      held.reader,
      held.topic,
      held.partition,
      unreadable.map((u) => u.position),
      unreadable.map((u) => u.why),
      unreadable.map((u) => u.raw),
    ],
  );
}

async function countTaken(
  manager: EntityManager,
  place: Taking['place'],
  sorted: Sorted,
  erased: readonly Arrival[],
  unrouted: number,
): Promise<void> {
  const agencies = new Map<string, { accepted: number; repeated: number; conflicting: number; erased: number }>();
  const count = (arrivals: readonly Arrival[], what: 'accepted' | 'repeated' | 'conflicting' | 'erased'): void => {
    for (const { event } of arrivals) {
      const counts = agencies.get(event.agency) ?? { accepted: 0, repeated: 0, conflicting: 0, erased: 0 };
      counts[what] += 1;
      agencies.set(event.agency, counts);
    }
  };
  count(sorted.fresh, 'accepted');
  count(erased, 'accepted');
  count(sorted.repeated, 'repeated');
  count(sorted.conflicting, 'conflicting');
  count(erased, 'erased');
  let rest = unrouted;
  for (const [agency, counts] of agencies) {
    await manager.query(
      'insert into exchange.takings (reader, topic, partition, next, agency, accepted, repeated, conflicting, erased, unrouted, echoes) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)',
      [
        place.reader,
        place.topic,
        place.partition,
        place.next.toString(),
        agency,
        counts.accepted,
        counts.repeated,
        counts.conflicting,
        counts.erased,
        rest,
      ],
    );
    rest = 0;
  }
}
