import { setTimeout as pause } from 'node:timers/promises';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { laneOf } from '../hash';
import type { LaneWorker } from '../lanes/lane-worker';
import type { QueueRun } from '../lanes/run-queue';
import type { ExchangeMeasures } from '../measuring/exchange-measures';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { loadPages, type ReplayPage } from './load-pages';
import { openPersons } from './open-persons';
import { recordPage } from './record-page';
import { emptyParts, writePart } from './write-parts';

const idleMs = 1_000;
const pollMs = 100;
/** A part that could ask nothing just now. */
const restMs = 500;
/** So long a part keeps its place at a target that has no room left. */
const turnMs = 200;

export interface ReplayWorkerOptions {
  readonly db: DataSource;
  readonly side: Side;
  readonly participants: Participants;
  /** Whoever owns the lanes: it alone may ask a target for their persons, one queue at a time. */
  readonly lanes: Pick<LaneWorker, 'reserve' | 'mayAsk' | 'isFull' | 'takesOthers' | 'owner' | 'heldLanes' | 'notify'>;
  readonly clock: Clock;
  readonly chance: () => number;
  readonly measures?: ExchangeMeasures;
  onTrouble(message: string): void;
}

interface Run {
  readonly agency: string;
  readonly id: string;
  readonly target: string;
  readonly atOnce: number;
}

/** Brings runs of replays forward: a few persons at a time, each in order, through the lanes and at the pace left over by what is live. */
export class ReplayWorker {
  private readonly running = new Map<string, Promise<void>>();
  private readonly resting = new Map<string, number>();
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(private readonly o: ReplayWorkerOptions) {}

  start(): void {
    this.loop = this.goRound();
  }

  /** Finishes what was asked; the rest goes on wherever the lanes are next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.loop;
    await Promise.all(this.running.values());
  }

  private async goRound(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const busy = await this.round();
        await Promise.race([this.rest(busy ? pollMs : idleMs), new Promise<void>((resolve) => void (this.wake = resolve))]);
      } catch (error) {
        this.o.onTrouble(`Replays pause for a moment: ${error instanceof Error ? error.message : String(error)}`);
        await this.rest(idleMs);
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    // A stop cuts the pause short, which is no failure.
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Answers whether anything is being replayed. */
  private async round(): Promise<boolean> {
    const { db, clock, side, lanes } = this.o;
    const runs: Run[] = await db.query(
      `select agency, id, target, at_once as "atOnce" from exchange.replay_runs where side = $1 and state = 'running' order by started_at, id`,
      [side],
    );
    if (runs.length === 0) return false;
    const targets = await this.o.participants.targets();
    const wanted: { target: Target; run: string; free: number }[] = [];
    for (const run of runs) {
      const target = targets.find(({ agency, id }) => agency === run.agency && id === run.target);
      if (!target || target.state !== 'active') continue;
      const atOnce = paceOf(target, run.atOnce);
      await openPersons(db, run, atOnce, clock.now());
      if (lanes.mayAsk(target)) wanted.push({ target, run: run.id, free: atOnce });
    }
    for (const part of await emptyParts(db, side, lanes.heldLanes())) await writePart(db, part);
    const now = performance.now();
    for (const [key, until] of this.resting) if (until <= now) this.resting.delete(key);
    const pages = await loadPages(db, {
      lanes: lanes.heldLanes(),
      wanted,
      running: [...this.running.keys(), ...this.resting.keys()],
      now: clock.now(),
    });
    for (const page of pages) this.begin(page);
    return true;
  }

  private begin(page: ReplayPage): void {
    const key = `${page.run} ${page.queue.person}`;
    const reservation = this.o.lanes.reserve(page.queue.target, page.queue.person);
    // What is live of the person is under way just now.
    if (!reservation) return;
    const running = this.go(page, reservation)
      .catch((error: unknown) =>
        this.o.onTrouble(`A replay could not be recorded and is made again: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        reservation.free();
        this.running.delete(key);
        this.o.lanes.notify();
        this.wake();
      });
    this.running.set(key, running);
  }

  private async go(
    page: ReplayPage,
    reservation: { run(queue: ReplayPage['queue'], mayGoOn: () => boolean): Promise<QueueRun> },
  ): Promise<void> {
    const { db, lanes, clock, measures } = this.o;
    const { target, rows, person } = page.queue;
    const lane = laneOf(person);
    let began: number | undefined;
    // Between two of its events a replay makes room for whoever may be waiting for the target.
    const hasHadItsTurn = (): boolean => began !== undefined && performance.now() - began > turnMs && lanes.isFull(target);
    const mayGoOn = (): boolean => {
      if (this.stopping.signal.aborted || !lanes.heldLanes().includes(lane) || hasHadItsTurn()) return false;
      began ??= performance.now();
      return true;
    };
    const nothing: QueueRun = { steps: [], stopped: null };
    const run = rows.length > 0 ? await reservation.run(page.queue, mayGoOn) : nothing;
    if (run.steps.length === 0 && page.ended.length === 0) this.resting.set(`${page.run} ${person}`, performance.now() + restMs);
    else {
      const told = { now: clock.now(), chance: this.o.chance(), targetTakesOthers: lanes.takesOthers(target) };
      const ended = await recordPage(db, lanes.owner, page, run, told);
      measures?.ended(ended);
    }
  }
}

/** At least three quarters of what a target takes at once stay with what is live. */
function paceOf({ concurrency }: Target, atOnce: number): number {
  return Math.min(atOnce, Math.max(1, Math.floor(concurrency / 4)));
}
