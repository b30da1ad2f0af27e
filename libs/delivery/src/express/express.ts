import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import { ownSubject } from '../identity/own-subject';
import { rowsOf } from '../columns';
import { stateEntityOf } from '../echo/state-of';
import type { DueQueue, DueRow } from '../lanes/due-queues';
import type { QueueRun, Step } from '../lanes/run-queue';
import type { Ended } from '../measuring/exchange-measures';
import type { Target } from '../participants/target';
import { heldByReplay } from '../replay/held-by-replay';
import { dependenciesOf } from '../routing/route';
import type { DueDelivery } from '../routing/write-deliveries';

/** One person's queue at one target, kept for whoever reserved it: nobody else runs it meanwhile. */
export interface Reservation {
  /** Asks the target, at its own pace. */
  run(queue: DueQueue, mayGoOn: () => boolean): Promise<QueueRun>;
  /** For a queue whose rows are written by now: records its run as any other, and frees the queue behind it. */
  record(queue: DueQueue, run: Promise<QueueRun>): void;
  /** The target has not answered within this time, in milliseconds. */
  late(ms: number): void;
  free(): void;
}

/** Who runs queues, and knows how quick a target is. */
export interface Reservations {
  /** How many more queues a target is likely to take within so many milliseconds; none where it does not answer. */
  roomWithin(target: Target, ms: number): number;
  /** Resolves when these targets are asked nothing any more, at the latest after so many milliseconds. */
  drained(targets: readonly Target[], ms: number): Promise<void>;
  /** Nothing where the queue is being run, or is another process's to run. */
  reserve(target: Target, person: string): Reservation | undefined;
}

/** What a round of express delivery leaves to be done. */
export interface ExpressRound {
  /** Deliveries that have to be written, in the order they came; the seq of each is to be told to `over`. */
  readonly left: readonly DueDelivery[];
  readonly ended: readonly Ended[];
  /** Records what was delivered, in the transaction. */
  write(): Promise<void>;
  /** Call when the transaction is over: with the seq of each delivery left, or with nothing when it was rolled back. */
  over(seqs: ReadonlyMap<DueDelivery, string> | undefined): void;
}

interface Ride {
  readonly deliveries: readonly DueDelivery[];
  readonly queue: DueQueue;
  readonly reservation: Reservation;
  readonly running: Promise<QueueRun>;
  /** As soon as it is there. */
  run?: QueueRun;
}

/** A batch waits no longer for its express deliveries; what is not done by then goes on as any other delivery. */
const patienceMs = 1_000;
/** A target gets as many of a batch's queues by express as it is likely to take within this time. */
const mostMs = 800;
/** The lead that lanes get when they have fallen behind. */
const leadMs = 500;
/** Of one person. */
const mostRows = 4;
/** A process that was stopped in the middle lets go of the batch, which another then takes. */
const letGoMs = 15_000;

/**
 * Delivers events from the very batch they were read in, before they are written: where all goes well the event, its dedup,
 * its outcome and the position are one transaction, and nothing is written only to be deleted. For webhooks alone, which say
 * by `webhook-id` what they repeat: a transaction that fails delivers again under the same id, as a failed recording does.
 *
 * Only a person of whom nothing waits at the target, by a quick target, and only events that carry no state, because the echo
 * of a state may come back before the transaction that would recognise it is there.
 */
export class Express {
  /** Quick targets where most persons of the last batch had something waiting. */
  private behind: readonly Target[] = [];

  constructor(private readonly o: { reservations: Reservations; clock: Clock }) {}

  /**
   * To be awaited before a batch is taken. Where all lanes have fallen behind, every person has something waiting and nothing can
   * go by express any more, for as long as batches are taken quicker than lanes deliver; so they get a moment's lead.
   */
  async ready(): Promise<void> {
    const { behind } = this;
    this.behind = [];
    if (behind.length > 0) await this.o.reservations.drained(behind, leadMs);
  }

  async deliver(manager: EntityManager, due: readonly DueDelivery[], now: Date): Promise<ExpressRound> {
    const rides = await this.begin(manager, this.fitting(due));
    if (rides.length === 0) return { left: due, ended: [], write: () => Promise.resolve(), over: () => undefined };
    const patience = new AbortController();
    const { signal } = patience;
    // Cut short when all are done, which is no failure.
    const late = pause(patienceMs, undefined, { signal }).catch(() => undefined);
    await Promise.race([Promise.all(rides.map((ride) => settle(ride))), late]);
    patience.abort();
    for (const { run, reservation } of rides) if (!run) reservation.late(patienceMs);
    const done = rides.filter(isDone);
    const endedAt = this.o.clock.now();
    const others = rides.filter((ride) => !done.includes(ride));
    const gone = new Set(done.flatMap(({ deliveries }) => deliveries));
    return {
      left: due.filter((delivery) => !gone.has(delivery)),
      ended: done.flatMap(({ queue: { target, rows } }) => ({
        agency: target.agency,
        target: target.id,
        state: 'delivered',
        count: rows.length,
      })),
      write: () => writeDone(manager, done, now, endedAt),
      over: (seqs) => {
        if (!seqs) return free(rides);
        for (const { reservation } of done) reservation.free();
        for (const ride of others) handOver(ride, seqs);
      },
    };
  }

  /** Whole queues that may go by express, as far as this process knows. */
  private fitting(due: readonly DueDelivery[]): DueDelivery[][] {
    return [...Map.groupBy(due, ({ target }) => target)].flatMap(([target, all]) =>
      [...Map.groupBy(all, ({ entry }) => entry.arrival.event.partitionkey).values()]
        .filter((queue) => queue.length <= mostRows && queue.every(mayGoByExpress))
        .slice(0, Math.max(0, this.o.reservations.roomWithin(target, mostMs))),
    );
  }

  /**
   * Targets with room for all they were to get, most of whose persons had something waiting; a slow one is behind by itself. None
   * where others had a part in the batch: they would wait for a neighbour's flood.
   */
  private fallenBehind(queues: readonly DueDelivery[][], clear: readonly { target: Target }[]): Target[] {
    const targets = new Set(queues.flatMap(([first]) => (first ? [first.target] : [])));
    const behind = [...targets].filter((target) => {
      const asked = queues.filter(([first]) => first?.target === target).length;
      const went = clear.filter((one) => one.target === target).length;
      return went * 2 < asked && this.o.reservations.roomWithin(target, mostMs) > asked;
    });
    return behind.length === targets.size ? behind : [];
  }

  /** Reserves before it looks: whatever is written from then on is written by who holds the partition, which is us. */
  private async begin(manager: EntityManager, queues: readonly DueDelivery[][]): Promise<Ride[]> {
    const reserved = queues.flatMap((deliveries) => {
      const [first] = deliveries;
      const person = first?.entry.arrival.event.partitionkey;
      const reservation = first && person !== undefined ? this.o.reservations.reserve(first.target, person) : undefined;
      return first && person !== undefined && reservation ? [{ deliveries, target: first.target, person, reservation }] : [];
    });
    if (reserved.length === 0) return [];
    try {
      const looks = await lookAt(manager, reserved);
      this.behind = this.fallenBehind(
        queues,
        reserved.filter((_, place) => looks[place]?.due === false),
      );
      const over = performance.now() + patienceMs;
      return reserved.flatMap(({ deliveries, target, person, reservation }, place): Ride[] => {
        const look = looks[place];
        if (!look || look.waits) {
          reservation.free();
          return [];
        }
        const queue = { target, person, attempts: 0, lacks: [], ownSubject: look.own, rows: deliveries.map(rowOf) };
        return [{ deliveries, queue, reservation, running: reservation.run(queue, () => performance.now() < over) }];
      });
    } catch (error) {
      for (const { reservation } of reserved) reservation.free();
      throw error;
    }
  }
}

function mayGoByExpress({ target, state, entry: { arrival } }: DueDelivery): boolean {
  const { event } = arrival;
  return (
    state === 'due' &&
    target.mode === 'webhook' &&
    target.state === 'active' &&
    event.type !== 'person.erased' &&
    // It waits for what else comes.
    !target.receives.gather?.types.includes(event.type) &&
    stateEntityOf(event) === null
  );
}

function rowOf({ entry: { key, arrival, text } }: DueDelivery): DueRow {
  const { event } = arrival;
  const { makes, needs } = dependenciesOf(event);
  const received = new Date(event.receivedtime);
  return {
    seq: '',
    key,
    received,
    type: event.type,
    makes,
    needs,
    stated: false,
    late: false,
    waited: false,
    attempts: 0,
    failingSince: null,
    event: text,
    accepted: event,
  };
}

interface Look {
  /** Something of the person waits at the target, whatever for, or the person is being replayed there. */
  readonly waits: boolean;
  /** Something of it is due. */
  readonly due: boolean;
  /** The target's own id of the person. */
  readonly own: string | null;
}

async function lookAt(manager: EntityManager, queues: readonly { target: Target; person: string }[]): Promise<Look[]> {
  const rows = rowsOf(1, {
    n: ['int', queues.map((_, place) => place)],
    agency: ['text', queues.map(({ target }) => target.agency)],
    target: ['text', queues.map(({ target }) => target.id)],
    person: ['uuid', queues.map(({ person }) => person)],
  });
  // Most are strangers to the target, of whom nothing waits: they are not worth a row of the answer.
  const found: { n: number; state: string | null; own: string | null; replayed: boolean }[] = await manager.query(
    prepared(`select y.n, y.state, y.own, y.replayed
     from (select set_config('idle_in_transaction_session_timeout', '${letGoMs}', true) as letting_go offset 0) s
     cross join lateral (select x.n,
       (select p.state from exchange.pending p where p.agency = x.agency and p.target = x.target and p.person = x.person order by p.seq limit 1) as state,
       ${ownSubject('x.agency', 'x.target', 'x.person')} as own,
       ${heldByReplay('x')} as replayed
       from ${rows.from} offset 0) y
     where s.letting_go is not null and (y.state is not null or y.own is not null or y.replayed)`),
    [...rows.values],
  );
  const looks = queues.map((): Look => ({ waits: false, due: false, own: null }));
  for (const { n, state, own, replayed } of found) looks[n] = { waits: state !== null || replayed, due: state === 'due', own };
  return looks;
}

async function settle(ride: Ride): Promise<void> {
  // A run that broke is made again from its written rows.
  ride.run = await ride.running.catch(() => undefined);
}

type Delivered = Extract<Step, { kind: 'delivered' }>;

/** All was delivered, and nothing was learnt that others have to be told under their own locks. */
function isDone(ride: Ride): boolean {
  const { run, queue } = ride;
  return (
    run !== undefined &&
    run.steps.length === queue.rows.length &&
    run.steps.every((step) => step.kind === 'delivered' && step.learnt === null)
  );
}

async function writeDone(manager: EntityManager, rides: readonly Ride[], routedAt: Date, endedAt: Date): Promise<void> {
  const done = rides.flatMap(({ queue, run }) =>
    (run?.steps ?? []).flatMap((step): { queue: DueQueue; step: Delivered }[] => (step.kind === 'delivered' ? [{ queue, step }] : [])),
  );
  if (done.length === 0) return;
  const rows = rowsOf(3, {
    a: ['text', done.map(({ queue }) => queue.target.agency)],
    t: ['text', done.map(({ queue }) => queue.target.id)],
    k: ['uuid', done.map(({ step }) => step.row.key)],
    p: ['uuid', done.map(({ queue }) => queue.person)],
    m: ['int', done.map(({ step }) => step.answer.tookMs)],
    s: ['int', done.map(({ step }) => step.answer.status)],
    b: ['text', done.map(({ step }) => step.answer.body || null)],
    u: ['text', done.map(({ step }) => step.sentAs)],
  });
  await manager.query(
    prepared(`insert into exchange.outcomes (agency, target, key, person, state, routed_at, ended_at, number, took_ms, status, answer, sent_as)
     select a, t, k, p, 'delivered', $1, $2, 1, m, s, b, u from ${rows.from}`),
    [routedAt, endedAt, ...rows.values],
  );
}

/** Nobody else may ask the target for a person before the request under way has come to its end. */
function free(rides: readonly Ride[]): void {
  for (const { running, reservation } of rides)
    void running.then(
      () => reservation.free(),
      () => reservation.free(),
    );
}

function handOver({ deliveries, queue, reservation, running }: Ride, seqs: ReadonlyMap<DueDelivery, string>): void {
  const rows = new Map<DueRow, DueRow>();
  for (const [index, row] of queue.rows.entries()) {
    const delivery = deliveries[index];
    const seq = delivery && seqs.get(delivery);
    if (seq !== undefined) rows.set(row, { ...row, seq });
  }
  const run = running.then(({ steps, stopped }) => ({
    stopped,
    steps: steps.flatMap((step) => {
      const row = rows.get(step.row);
      return row ? [{ ...step, row }] : [];
    }),
  }));
  reservation.record({ ...queue, rows: [...rows.values()] }, run);
}
