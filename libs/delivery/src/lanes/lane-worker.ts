import { setTimeout as pause } from 'node:timers/promises';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import type { ExchangeMeasures, GateReading } from '../measuring/exchange-measures';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { fillFeeds } from '../targets/fill-feeds';
import type { HttpTarget } from '../targets/http-target';
import { laneOf } from '../hash';
import type { DeliveryStory } from './delivery-story';
import type { Reservation, Reservations } from '../express/express';
import { type DueQueue, loadDueQueues } from './due-queues';
import { LaneLeases } from './lane-leases';
import { answersIn, measureRun } from './measure-run';
import type { GaveUp } from './move-queues';
import { type RunToRecord, recordRuns } from './record-runs';
import { type QueueRun, runQueue } from './run-queue';
import { TargetGate } from './target-gate';

const pollMs = 200;
const renewMs = 3_000;
const mostLoaded = 64 * 1_048_576;
const mostQueues = 256;
/** Queues loaded and not yet recorded. */
const mostRunning = 1_024;
const staleMs = 1_000;

export interface LaneWorkerOptions {
  readonly db: DataSource;
  readonly side: Side;
  readonly participants: Participants;
  readonly http: HttpTarget;
  readonly clock: Clock;
  readonly chance: () => number;
  /** Seconds a lane stays with a process that does not renew it; 10 unless told. */
  readonly leaseSeconds?: number;
  readonly measures?: ExchangeMeasures;
  readonly story?: DeliveryStory;
  onTrouble(message: string): void;
}

/** Delivers what is due on one side: persons in parallel, each person in order, each target at its own pace. */
export class LaneWorker implements Reservations {
  private readonly leases: LaneLeases;
  private readonly gates = new Map<string, TargetGate>();
  /** The same by the very object, asked for with each delivery. */
  private readonly gatesSeen = new WeakMap<Target, TargetGate>();
  private targets: readonly Target[] = [];
  private readonly running = new Map<string, Promise<void>>();
  /** Queues of deliveries that are made by express, and those that wait for their end. */
  private readonly reserved = new Map<string, PromiseWithResolvers<void>>();
  private readonly done: RunToRecord[] = [];
  private recording: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private loops: Promise<void>[] = [];
  private wake: () => void = () => undefined;
  private woken = false;
  /** The last look left something behind for want of room, so that room alone is worth another. */
  private more = true;
  /** Bytes of events that runs hold in memory. */
  private loaded = 0;
  private round = 0;

  constructor(private readonly o: LaneWorkerOptions) {
    this.leases = new LaneLeases(o.db, o.side, o.leaseSeconds);
  }

  async start(): Promise<void> {
    await this.leases.renew();
    this.loops = [this.loop(() => this.pump()), this.loop(() => this.renewLater())];
  }

  /** Something was routed: look now instead of at the next poll. */
  notify(): void {
    this.woken = true;
    this.wake();
  }

  /** Of the targets as this worker last saw them, without asking anybody. */
  gateReadings(): GateReading[] {
    return this.targets.flatMap((target) => {
      const gate = this.gates.get(gateKeyOf(target));
      return gate ? [{ agency: target.agency, target: target.id, open: gate.open, inFlight: gate.inFlight }] : [];
    });
  }

  /** Under which name it holds lanes. */
  get owner(): string {
    return this.leases.owner;
  }

  heldLanes(): readonly number[] {
    return this.leases.lanes();
  }

  /** Finishes what was taken, then gives the lanes back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await Promise.all(this.loops);
    await Promise.all([...this.reserved.values()].map(({ promise }) => promise));
    await Promise.all(this.running.values());
    await this.recording;
    await this.leases.release().catch((error: unknown) => this.o.onTrouble(`The lanes could not be given back: ${String(error)}`));
  }

  private async loop(work: () => Promise<void>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        this.o.onTrouble(`Deliveries pause for a moment: ${error instanceof Error ? error.message : String(error)}`);
        await this.rest(500);
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    // A stop cuts the pause short, which is no failure.
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async renewLater(): Promise<void> {
    await this.rest(Math.min(renewMs, (this.o.leaseSeconds ?? 10) * 300));
    if (!this.stopping.signal.aborted) await this.leases.renew();
  }

  private async pump(): Promise<void> {
    this.woken = false;
    const targets = (await this.o.participants.targets()).filter((target) => target.side === this.o.side && target.state === 'active');
    this.targets = targets;
    const now = this.o.clock.now().getTime();
    const feeds = targets.filter((target) => target.mode === 'feed');
    if (feeds.length > 0) await fillFeeds(this.o.db, feeds, this.o.clock.now(), this.o.onTrouble);
    const asked = targets.flatMap((target) => {
      const free = isAsked(target) ? this.gateOf(target).free(now) : 0;
      return free > 0 ? [{ target, free }] : [];
    });
    const wanted = this.loaded < mostLoaded && this.running.size < mostRunning ? fairShare(asked, (this.round += 1)) : [];
    const queues = await loadDueQueues(this.o.db, {
      side: this.o.side,
      lanes: this.leases.lanes(),
      wanted,
      running: [...this.running.keys()],
      now: this.o.clock.now(),
    });
    this.more = leavesMore(targets, wanted, queues);
    for (const queue of queues) this.begin(queue);
    if ((queues.length === 0 || !this.more) && !this.woken) await this.untilWoken();
  }

  /** One timer, ended with the wait: it happens for nearly every request answered. */
  private untilWoken(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(wake, pollMs);
      this.wake = wake;
    });
  }

  private gateOf(target: Target): TargetGate {
    const known = this.gatesSeen.get(target);
    if (known) return known;
    const key = gateKeyOf(target);
    const gate = this.gates.get(key) ?? new TargetGate(target.concurrency);
    this.gates.set(key, gate);
    this.gatesSeen.set(target, gate);
    return gate;
  }

  roomWithin(target: Target, ms: number): number {
    return this.gateOf(target).roomWithin(ms);
  }

  /** Whether a target is worth asking; one that stopped answering gets a probe now and then. */
  mayAsk(target: Target): boolean {
    const gate = this.gateOf(target);
    return !gate.open || gate.free(this.o.clock.now().getTime()) > 0;
  }

  /** There is no room left at the target, so that others may be waiting for it. */
  isFull(target: Target): boolean {
    return this.gateOf(target).full;
  }

  takesOthers(target: Target): boolean {
    return this.takesNow(this.gateOf(target));
  }

  async drained(targets: readonly Target[], ms: number): Promise<void> {
    const until = performance.now() + ms;
    const gates = targets.map((target) => this.gateOf(target));
    // Between two rounds of loading nothing is asked for a moment.
    for (let idle = 0; idle < 3 && performance.now() < until && !this.stopping.signal.aborted;) {
      await this.rest(5);
      idle = gates.every((gate) => gate.idle) ? idle + 1 : 0;
    }
  }

  reserve(target: Target, person: string): Reservation | undefined {
    const key = keyOf(target, person);
    if (!this.leases.holds(laneOf(person)) || this.running.has(key) || this.reserved.has(key)) return undefined;
    const over = Promise.withResolvers<void>();
    this.reserved.set(key, over);
    const gate = this.gateOf(target);
    const free = (): void => {
      this.reserved.delete(key);
      over.resolve();
    };
    return {
      run: async (queue, mayGoOn) => {
        if (await gate.enter()) return this.ask(queue, gate, mayGoOn);
        return { steps: [], stopped: null };
      },
      record: (queue, run) => {
        // From here on it is a queue as any other, and is not loaded while it runs.
        this.keep(
          key,
          run.then((ended) => this.record({ queue, run: ended, targetTakesOthers: this.takesNow(gate) })),
        );
        free();
      },
      late: (ms) => gate.late(ms),
      free,
    };
  }

  private begin(queue: DueQueue): void {
    const key = keyOf(queue.target, queue.person);
    // Loaded before it was reserved or begun.
    if (this.running.has(key) || this.reserved.has(key)) return;
    const gate = this.gateOf(queue.target);
    const bytes = queue.rows.reduce((sum, row) => sum + row.event.length, 0);
    this.loaded += bytes;
    const loadedAt = performance.now();
    const run = gate.enter().then((goes) => {
      if (!goes) return undefined;
      // It may have been erased or decided on meanwhile: what waited long is loaded anew.
      if (performance.now() - loadedAt > staleMs) return void gate.leave();
      return this.run(queue, gate);
    });
    this.keep(
      key,
      run.finally(() => void (this.loaded -= bytes)),
    );
  }

  private keep(key: string, run: Promise<void>): void {
    const running = run
      .catch((error: unknown) =>
        this.o.onTrouble(`A delivery could not be recorded and is made again: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        this.running.delete(key);
        this.notify();
      });
    this.running.set(key, running);
  }

  /** Another queue may go as soon as the target has answered; this person's next is not loaded before this run is recorded. */
  private async run(queue: DueQueue, gate: TargetGate): Promise<void> {
    const run = await this.ask(queue, gate, () => this.leases.holds(laneOf(queue.person)));
    await this.record({ queue, run, targetTakesOthers: this.takesNow(gate) });
  }

  /** Asks the target, where there is room for it, and gives the room back. */
  private async ask(queue: DueQueue, gate: TargetGate, mayGoOn: () => boolean): Promise<QueueRun> {
    const began = performance.now();
    let requests = 0;
    try {
      const run = await runQueue(queue, this.o.http, this.o.clock.now().getTime(), mayGoOn);
      requests = queue.target.receives.gather ? answersIn(run.steps) : run.steps.length;
      const nowMs = this.o.clock.now().getTime();
      if (this.o.measures) measureRun(this.o.measures, queue.target, run, nowMs);
      if (run.steps.some((step) => step.kind === 'delivered' || step.kind === 'parked' || step.kind === 'ignored')) gate.succeeded(nowMs);
      if (run.stopped) gate.failed(nowMs, this.o.chance(), run.stopped.retryAfterMs);
      this.o.story?.ran(queue.target, queue.run === undefined ? run : withoutParked(run), gate.open, nowMs);
      return run;
    } finally {
      // Who asked nothing has learnt nothing of the target's pace.
      gate.leave(requests > 0 ? { tookMs: performance.now() - began, requests } : undefined);
      if (this.more) this.notify();
    }
  }

  private takesNow(gate: TargetGate): boolean {
    return gate.takes(this.o.clock.now().getTime());
  }

  /** One recording at a time; what finishes meanwhile goes with the next. Resolves when this very run is written. */
  private async record(run: RunToRecord): Promise<void> {
    const earlier = this.recording;
    const gaveUp: GaveUp[] = [];
    this.done.push({ ...run, gaveUp });
    this.next ??= (async () => {
      // Whoever asked for that recording hears of its failure.
      await earlier?.catch(() => undefined);
      this.recording = this.next;
      this.next = undefined;
      const batch = this.done.splice(0);
      const ended = await recordRuns(this.o.db, this.leases.owner, batch, this.o.clock.now(), this.o.chance);
      this.o.measures?.ended(ended);
    })();
    await this.next;
    const nowMs = this.o.clock.now().getTime();
    for (const { row, reason } of gaveUp) this.o.story?.parked(run.queue.target, row.event, reason, nowMs);
  }
}

const keyOf = (target: Target, person: string): string => `${target.agency} ${target.id} ${person}`;

/** What a replay's target refuses waits for nobody's decision. */
const withoutParked = (run: QueueRun): QueueRun => ({ ...run, steps: run.steps.filter(({ kind }) => kind !== 'parked') });

/** The bridge asks it, where others come by themselves. */
const isAsked = ({ mode }: Target): boolean => mode === 'webhook' || mode === 'connection';

function gateKeyOf(target: Target): string {
  return JSON.stringify([target.agency, target.id, target.concurrency, target.webhookUrl]);
}

/** Whether a target had no room at all, or as many queues as it had room for: then more may be due. */
function leavesMore(targets: readonly Target[], wanted: readonly { target: Target; free: number }[], queues: readonly DueQueue[]): boolean {
  if (targets.filter(isAsked).length > wanted.length) return true;
  const loaded = new Map<Target, number>();
  for (const { target } of queues) loaded.set(target, (loaded.get(target) ?? 0) + 1);
  return wanted.some(({ target, free }) => (loaded.get(target) ?? 0) >= free);
}

/** At most so many queues at a time, a fair number for each target, and not always the same ones first. */
function fairShare(asked: readonly { target: Target; free: number }[], round: number): { target: Target; free: number }[] {
  const start = asked.length > mostQueues ? (round * mostQueues) % asked.length : 0;
  const some = [...asked.slice(start), ...asked.slice(0, start)].slice(0, mostQueues);
  const each = Math.max(1, Math.floor(mostQueues / Math.max(1, some.length)));
  return some.map(({ target, free }) => ({ target, free: Math.min(free, each) }));
}
