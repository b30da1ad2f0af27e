import type { KafkaMessage } from 'kafkajs';
import { PositionPastEnd } from '../errors';
import type { LogIncident, PartitionEnds, SubscribeOptions } from '../event-log';
import { interrupted, jumped, type Place } from '../reading/follow';
import { handOver, rest, wordsOf } from '../reading/hand-over';
import type { KafkaCluster } from './cluster';
import { Consumption, type FetchedBatch } from './consumption';
import { FetchedAhead, nameOf } from './fetched-ahead';
import type { KafkaConnection } from './kafkajs-client';
import { LazyCommits } from './lazy-commits';
import { recordOf } from './record';
import { Watch } from './watch';

const batchSize = 500;
const heartbeatMs = 1_000;

/** What waits to be taken is at most this and one fetch more. */
const mostBytesAhead = 262_144;

/** What one assignment knows; another replaces it as a whole. */
interface Assignment {
  /** Of each partition, what the next fetch has to begin with. */
  readonly next: Map<string, bigint>;
  readonly ahead: FetchedAhead;
  readonly over: AbortController;
  /** Aborted with the assignment, or with the reader. */
  readonly signal: AbortSignal;
}

/**
 * Reads topics as a member of a group: each partition from where the reader's own transaction left it, one batch at a time. While
 * batches are being taken more is fetched, within bounds, because kafkajs fetches nothing before it has handed over all that it
 * fetched before.
 */
export class KafkaGroupReader {
  private readonly consumption: Consumption;
  private readonly commits: LazyCommits;
  private readonly watch: Watch;
  private readonly stopping = new AbortController();
  private assignment: Assignment;
  private readonly taking = new Set<Promise<unknown>>();
  private failedStarts = 0;

  constructor(
    private readonly o: { connection: KafkaConnection; cluster: KafkaCluster; subscriber: SubscribeOptions; sessionTimeoutMs: number },
  ) {
    const { subscriber, sessionTimeoutMs } = o;
    this.assignment = this.newAssignment();
    this.watch = new Watch({ quietMs: 2 * sessionTimeoutMs, answers: () => this.answers(), tell: (incident) => this.tell(incident) });
    this.consumption = new Consumption({
      connection: o.connection,
      group: subscriber.group,
      topics: subscriber.topics,
      sessionTimeoutMs,
      partitionsAtOnce: subscriber.partitionsAtOnce ?? 1,
      fetchBytes: 1_048_576,
      onAssigned: (places) => this.assigned(places),
      onBatch: (batch) => this.accept(batch),
      onSign: () => this.watch.sign(),
      onFailedStart: (cause) => this.failedStart(cause),
      onStopped: (cause) => this.watch.stopped(cause),
    });
    this.commits = new LazyCommits(
      (positions) => this.consumption.commit(positions),
      (cause) =>
        o.connection.log?.({ level: 'warn', message: `A commit failed, which only lag tools notice: ${wordsOf(cause)}`, facts: {} }),
    );
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.watch.end();
    this.end(this.assignment);
    await Promise.all(this.taking);
    await this.commits.flush();
    this.commits.end();
    await this.consumption.stop();
  }

  private async keep<T>(taking: Promise<T>): Promise<T> {
    this.taking.add(taking);
    return taking.finally(() => this.taking.delete(taking));
  }

  private assigned(places: readonly Place[]): void {
    this.end(this.assignment);
    this.commits.forget();
    const assignment = this.newAssignment();
    this.assignment = assignment;
    // One partition's batches follow each other, also those of the assignment before.
    const before = Promise.all(this.taking);
    // Each settles on its own and tells what went wrong; nothing is left to wait for.
    for (const place of places) void before.then(() => this.settle(place, assignment));
  }

  private newAssignment(): Assignment {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.stopping.signal]);
    const ahead: FetchedAhead = new FetchedAhead({
      partitionsAtOnce: this.o.subscriber.partitionsAtOnce ?? 1,
      batchSize,
      mostBytes: mostBytesAhead,
      take: (place, messages) => this.keep(this.take(place, messages, assignment)),
    });
    const assignment: Assignment = { next: new Map(), ahead, over, signal };
    return assignment;
  }

  private end({ over, ahead }: Assignment): void {
    over.abort();
    ahead.lookAgain();
  }

  /** Asks where to begin until there is an answer; meanwhile the partition is paused. */
  private async settle(place: Place, assignment: Assignment): Promise<void> {
    const { signal } = assignment;
    // What was fetched of it before is taken first.
    await assignment.ahead.taken(place);
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        const start = await this.startOf(place);
        if (signal.aborted) return;
        assignment.next.set(nameOf(place), start);
        return this.consumption.begin(place, start.toString());
      } catch (cause) {
        this.tell(interrupted(place, cause));
        await rest(Math.min(5_000, 100 * 2 ** failures), signal);
      }
    }
  }

  private async startOf(place: Place): Promise<bigint> {
    const position = await this.o.subscriber.positionOf(place.topic, place.partition);
    const { first, end } = await this.endsOf(place);
    if (position === undefined) return BigInt(first);
    if (BigInt(position) > BigInt(end)) throw new PositionPastEnd(place, position, end);
    if (BigInt(position) < BigInt(first)) this.tell(jumped(place, BigInt(position), BigInt(first)));
    return BigInt(position) < BigInt(first) ? BigInt(first) : BigInt(position);
  }

  private async endsOf({ topic, partition }: Place): Promise<PartitionEnds> {
    const ends = await this.o.cluster.ends(topic);
    return ends.find((one) => one.partition === partition) ?? { topic, partition, first: '0', end: '0' };
  }

  /** Puts a batch where it waits for its turn, as soon as there is room. Never throws; what is not resolved is fetched again. */
  private async accept(batch: FetchedBatch): Promise<void> {
    const { topic, partition, messages } = batch;
    const place = { topic, partition };
    const { assignment } = this;
    try {
      const next = assignment.next.get(nameOf(place));
      const [first, last] = [messages[0], messages.at(-1)];
      if (next === undefined || !first || !last) return;
      const begins = BigInt(first.offset);
      const fits = begins === next && assignment.ahead.hasRoom;
      if (!fits && !(await this.madeToFit(batch, { next, first: begins }, assignment))) return;
      if (assignment.signal.aborted) return;
      assignment.next.set(nameOf(place), BigInt(last.offset) + 1n);
      assignment.ahead.put(place, messages);
      batch.resolve(last.offset);
    } catch (cause) {
      this.tell(interrupted(place, cause));
      await rest(heartbeatMs, assignment.signal);
    }
  }

  /**
   * Whether a batch may be put after all: where it does not follow what was before, its partition is settled anew; where there is no room,
   * it waits. No signals of its own: what listens to one that outlives it stays in memory as long as that one.
   */
  private async madeToFit(
    { topic, partition, heartbeat }: FetchedBatch,
    { next, first }: { next: bigint; first: bigint },
    assignment: Assignment,
  ): Promise<boolean> {
    const { ahead, signal } = assignment;
    let lost = false;
    // A group that goes on without us is left to settle by the fetch that follows.
    const beat = (): Promise<void> =>
      heartbeat().catch(() => {
        lost = true;
        ahead.lookAgain();
      });
    const beating = setInterval(() => void beat(), heartbeatMs);
    try {
      if (!(await this.follows({ topic, partition }, next, first))) {
        this.askAgain({ topic, partition }, assignment);
        return false;
      }
      await ahead.whenRoom(() => !lost && !signal.aborted);
      return !lost;
    } finally {
      clearInterval(beating);
    }
  }

  /** Gives up only what another assignment asks for again: the records behind these are fetched already. Never throws. */
  private async take(place: Place, messages: readonly KafkaMessage[], assignment: Assignment): Promise<boolean> {
    const { signal } = assignment;
    for (;;) {
      try {
        const records = messages.map((message) => recordOf(place.topic, place.partition, message));
        const taken = await handOver({ ...place, records }, { subscriber: this.o.subscriber, signal });
        // Taken late: the assignment that replaced this one has asked for itself where to go on.
        if (taken === undefined || assignment !== this.assignment) return false;
        this.commits.note(place, taken);
        this.watch.sign();
        return true;
      } catch (cause) {
        this.tell(interrupted(place, cause));
        await rest(heartbeatMs, signal);
        if (signal.aborted) return false;
      }
    }
  }

  /** Whether a batch is what comes next. kafkajs jumps in silence when what it asked for is not there. */
  private async follows(place: Place, next: bigint, first: bigint): Promise<boolean> {
    if (first === next) return true;
    if (first < next) return false;
    const ends = await this.endsOf(place);
    // Else a marker of a foreign transaction, or a compacted record, lies between.
    if (BigInt(ends.first) > next) this.tell(jumped(place, next, first));
    return true;
  }

  private askAgain(place: Place, assignment: Assignment): void {
    assignment.next.delete(nameOf(place));
    this.consumption.pause([place]);
    // Settles on its own and tells what went wrong.
    void this.settle(place, assignment);
  }

  private failedStart(cause: unknown): void {
    this.failedStarts += 1;
    const [topic = ''] = this.o.subscriber.topics;
    // A broker that is just starting refuses once or twice.
    if (this.failedStarts > 2) this.tell({ ...interrupted({ topic, partition: 0 }, cause), partition: undefined });
  }

  private async answers(): Promise<boolean> {
    try {
      // A broker that answers for itself says nothing of those that lead partitions or the group.
      const { group, topics } = this.o.subscriber;
      await this.o.cluster.readable(group, topics);
      return true;
    } catch {
      return false; // Which of its ways of being away it is makes no difference here.
    }
  }

  private tell(incident: LogIncident): void {
    if (this.stopping.signal.aborted) return;
    try {
      this.o.subscriber.onIncident(incident);
    } catch (cause) {
      this.o.connection.log?.({ level: 'error', message: `An incident could not be told: ${wordsOf(cause)}`, facts: { incident } });
    }
  }
}
