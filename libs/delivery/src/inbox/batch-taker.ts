import type { RecordBatch } from '#event-log';
import type { AcceptedEvent } from '#people-exchange';
import { type Clock, prepared } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import type { Ended, ExchangeMeasures } from '../measuring/exchange-measures';
import { type FinalOutcome, countRouted, writeOutcomes } from '../routing/write-deliveries';
import { type Arrival, type Unreadable, arrivalsOf } from './arrivals';
import { type Sorted, sortOutSeen } from './dedup';
import { lockIdentities } from '../identity/link-persons';
import { mayLink } from '../identity/persons';
import { sentTogether } from '../sent-together';
import { dueInLog, eraseFromExchange, rememberErased } from './erasure';
import { holdPositions, type Move, movePositions, positionOf } from './positions';

/** One event of a batch: no duplicates, nothing malformed, nobody erased. */
export interface TakenEvent {
  readonly event: AcceptedEvent;
  readonly personId: string | null;
  readonly receivedAt: Date;
  readonly topic: string;
}

export type EffectOutcome = { readonly state: 'delivered' } | { readonly state: 'ignored'; readonly row: string };

/** Events no target was to have: nobody asked, or they came back from where they were delivered. */
export interface Untold {
  readonly unrouted: readonly Arrival[];
  readonly echoes: readonly Arrival[];
  /** News that says what was delivered to its sender, written in another way. */
  readonly nearMisses: readonly Arrival[];
}

/** What came of a batch: what nobody was told, and the deliveries that ended with it. */
export interface Taken extends Untold {
  readonly ended: readonly Ended[];
  /** What is still to be written, which goes together with the counts and the position. */
  write?(): Promise<void>;
}

/** What one reader makes of a batch, inside the transaction that moves its position. */
export interface Taking {
  readonly manager: EntityManager;
  /** What is counted is counted under the first of the partitions taken together. */
  readonly place: { readonly reader: string; readonly topic: string; readonly partition: number; readonly next: bigint };
  readonly sorted: Sorted;
  /** Fresh events of persons who were erased before: kept from everybody. */
  readonly erased: readonly Arrival[];
  readonly now: Date;
  /** Told when the transaction is over, whether it was committed. */
  onOver(told: (committed: boolean) => void): void;
}

/** What of the frame differs between readers. */
export interface Frame {
  /** Whoever owns the inbox rows of the topic erases there, before it routes the erasure itself: another would take that very delivery away. */
  readonly erase?: typeof eraseFromExchange;
  /** Asked beside what was seen before, under the same fence, for what is unread. */
  beside?(manager: EntityManager, unread: readonly Arrival[]): Promise<void>;
}

/**
 * One batch, one transaction: fence, dedup, erasure, effects, outcomes and the position read.
 * A reader that was replaced meanwhile writes nothing, and the same batch again has no second effect.
 */
export class BatchTaker {
  private readonly dedupDays: number;

  constructor(
    private readonly o: { db: DataSource; group: string; clock: Clock; target?: string; dedupDays?: number; measures?: ExchangeMeasures },
  ) {
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
    await this.takeWith(
      [batch],
      async ({ manager, place, sorted, erased, now }) => {
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
        return { unrouted: [], echoes: [], nearMisses: [], ended: finals };
      },
      { erase: rememberErased },
    );
  }

  /** The common frame for batches of one topic, at most one of each partition; `work` answers which events were told to nobody, and why. */
  async takeWith(batches: readonly RecordBatch[], work: (taking: Taking) => Promise<Taken>, frame: Frame = {}): Promise<void> {
    const [first] = batches;
    if (!first) return;
    const events = batches.reduce((sum, { records }) => sum + records.length, 0);
    const measured = this.o.measures?.taking(this.o.group, first.topic, events);
    try {
      const ended = await this.takeOnce(first.topic, batches, work, frame);
      measured?.(true);
      this.o.measures?.ended(ended);
    } catch (error) {
      measured?.(false);
      throw error;
    }
  }

  private async takeOnce(
    topic: string,
    batches: readonly RecordBatch[],
    work: (taking: Taking) => Promise<Taken>,
    { erase = eraseFromExchange, beside }: Frame,
  ): Promise<Ended[]> {
    const now = this.o.clock.now();
    const held = { reader: this.o.group, topic };
    const whenOver: ((committed: boolean) => void)[] = [];
    const onOver = (told: (committed: boolean) => void): void => void whenOver.push(told);
    const taking = this.o.db.transaction(async (manager) => {
      const positions = await holdPositions(
        manager,
        held,
        batches.map(({ partition }) => partition),
      );
      const unread = batches.flatMap((batch) => unreadOf(batch, positions.get(batch.partition) ?? 0n));
      const moves = unread.map(({ move }) => move);
      const [first] = moves;
      if (!first) return [];
      const unreadable = unread.flatMap((one) => one.unreadable);
      const arrivals = unread.flatMap((one) => one.arrivals);
      const alone = !arrivals.some(({ event }) => concernsIdentity(event));
      const [all, goneBefore] = await sentTogether([
        sortOutSeen(manager, this.o.group, arrivals, now, this.dedupDays),
        alone ? erasedAmong(manager, arrivals) : undefined,
        beside?.(manager, arrivals),
      ]);
      await lockIdentities(
        manager,
        all.fresh.filter(({ event }) => concernsIdentity(event)).map(({ event }) => event.agency),
      );
      const erasedHere = await erase(
        manager,
        all.fresh.filter((arrival) => arrival.event.type === 'person.erased').map((arrival) => arrival.event),
        now,
      );
      const gone = goneBefore ?? (await erasedAmong(manager, [...all.fresh, ...all.conflicting]));
      const isErased = ({ event, person }: Arrival): boolean => gone.size > 0 && event.type !== 'person.erased' && gone.has(person ?? '');
      const erased = all.fresh.filter(isErased);
      // A blanked event read again has another body than the one that was counted.
      const blanked = all.conflicting.filter(isErased);
      const sorted = {
        fresh: all.fresh.filter((arrival) => !isErased(arrival)),
        repeated: [...all.repeated, ...blanked],
        conflicting: all.conflicting.filter((arrival) => !isErased(arrival)),
      };
      // They lie in the log, behind what was blanked there.
      await dueInLog(manager, erased.flatMap(subjectOf), now);
      const place = { ...held, partition: first.partition, next: first.next };
      const taken = await work({ manager, place, sorted, erased, now, onOver });
      const { unrouted, echoes, nearMisses, ended } = taken;
      await sentTogether([
        taken.write?.(),
        keepUnreadable(manager, held, unreadable),
        countTaken(manager, place, { ...sorted, erased, unrouted, echoes, nearMisses }),
        movePositions(manager, held, moves),
      ]);
      return [...erasedHere, ...ended];
    });
    const over = (committed: boolean): void => whenOver.forEach((told) => told(committed));
    taking.then(
      () => over(true),
      () => over(false),
    );
    return taking;
  }
}

interface Unread {
  readonly arrivals: readonly Arrival[];
  readonly unreadable: readonly Unreadable[];
  readonly move: Move;
}

/** Who is erased or linked is looked at under a lock. */
const concernsIdentity = (event: AcceptedEvent): boolean => event.type === 'person.erased' || mayLink(event);

/** What of a batch lies behind the position; nothing where it was taken before. */
function unreadOf(batch: RecordBatch, from: bigint): Unread[] {
  const last = batch.records.at(-1);
  const next = last ? BigInt(last.position) + 1n : 0n;
  if (next <= from) return [];
  const { arrivals, unreadable } = arrivalsOf(batch);
  return [
    {
      arrivals: arrivals.filter(({ position }) => BigInt(position) >= from),
      unreadable,
      move: { partition: batch.partition, from, next },
    },
  ];
}

async function erasedAmong(manager: EntityManager, arrivals: readonly Arrival[]): Promise<ReadonlySet<string>> {
  const persons = arrivals.flatMap(({ person }) => person ?? []);
  if (persons.length === 0) return new Set();
  const rows: { person: string }[] = await manager.query(prepared('select person from exchange.erased where person = any($1)'), [persons]);
  return new Set(rows.map((row) => row.person));
}

function subjectOf({ event, person }: Arrival): { agency: string; person: string; origin: string; subject: string }[] {
  const { agency, origin, subject } = event;
  return subject === undefined || person === null ? [] : [{ agency, origin, subject, person }];
}

function takenOf(arrival: Arrival, topic: string): TakenEvent {
  return { event: arrival.event, personId: arrival.person, receivedAt: new Date(arrival.event.receivedtime), topic };
}

export function finalOf(arrival: Arrival, target: string, state: FinalOutcome['state'], row: string | null): FinalOutcome {
  return { agency: arrival.event.agency, target, key: arrival.key, person: arrival.person, state, row };
}

async function keepUnreadable(
  manager: EntityManager,
  held: { reader: string; topic: string },
  unreadable: readonly Unreadable[],
): Promise<void> {
  if (unreadable.length === 0) return;
  await manager.query(
    `insert into exchange.malformed (reader, topic, partition, position, why, raw)
     select $1, $2, l, p, w, r from unnest($3::int[], $4::bigint[], $5::text[], $6::bytea[]) x(l, p, w, r) on conflict do nothing`,
    [
      held.reader,
      held.topic,
      unreadable.map((u) => u.partition),
      unreadable.map((u) => u.position),
      unreadable.map((u) => u.why),
      unreadable.map((u) => u.raw),
    ],
  );
}

const counted = ['accepted', 'repeated', 'conflicting', 'erased', 'unrouted', 'echoes', 'nearMisses'] as const;
const columnOf = (what: (typeof counted)[number]): string => (what === 'nearMisses' ? 'near_misses' : what);

async function countTaken(
  manager: EntityManager,
  place: Taking['place'],
  taken: Sorted & Untold & { readonly erased: readonly Arrival[] },
): Promise<void> {
  const all = { ...taken, accepted: [...taken.fresh, ...taken.erased] };
  const agencies = [...new Set(counted.flatMap((what) => all[what].map(({ event }) => event.agency)))].sort();
  if (agencies.length === 0) return;
  await manager.query(
    prepared(
      `insert into exchange.takings (reader, topic, partition, next, agency, ${counted.map(columnOf).join(', ')})
       select $1, $2, $3, $4, * from unnest($5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[], $12::int[])`,
    ),
    [
      place.reader,
      place.topic,
      place.partition,
      place.next.toString(),
      agencies,
      ...counted.map((what) => agencies.map((agency) => all[what].filter(({ event }) => event.agency === agency).length)),
    ],
  );
}
