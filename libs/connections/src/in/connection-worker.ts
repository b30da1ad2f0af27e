import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#runtime';
import type { Connections } from '../setting-up/connections';
import type { ListChecks } from '../setting-up/list-checks';
import type { Notifications, RecordDue } from './notifications';
import type { OutboxRelay } from './outbox';
import type { Sweeper } from './sweeper';
import type { TakeRecord } from './take-record';

const pollMs = 500;
const planMs = 10_000;
const mostRecords = 16;

export interface WorkerParts {
  readonly connections: Connections;
  readonly notifications: Notifications;
  readonly takeRecord: TakeRecord;
  readonly relay: OutboxRelay;
  readonly sweeper: Sweeper;
  readonly lists: ListChecks;
  readonly clock: Clock;
  /** What is to be done now and then. */
  tidy(): Promise<void>;
  onTrouble(message: string): void;
}

/** What connections do by themselves: read the records that were told of, sweep, say what is new. */
export class ConnectionWorker {
  private readonly stopping = new AbortController();
  private loops: Promise<void>[] = [];
  private readonly wakes = new Set<() => void>();

  constructor(private readonly o: WorkerParts) {}

  start(): void {
    this.loops = [
      this.loop(() => this.takeSome()),
      this.loop(() => this.saySome()),
      this.loop(() => this.sweepSome()),
      this.loop(() => this.compareLists()),
      this.loop(() => this.tidy()),
    ];
  }

  /** Something came in. */
  notify(): void {
    for (const wake of this.wakes) wake();
    this.wakes.clear();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.notify();
    await Promise.all(this.loops);
  }

  private async loop(work: () => Promise<number>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const restMs = await work();
        if (restMs > 0) await this.rest(restMs);
      } catch (error) {
        this.o.onTrouble(`Connections pause for a moment: ${error instanceof Error ? error.message : String(error)}`);
        // A stop cuts the pause short, which is no failure.
        await pause(1_000, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    const woken = Promise.withResolvers<void>();
    this.wakes.add(woken.resolve);
    // A stop cuts the pause short, which is no failure.
    await Promise.race([pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined), woken.promise]);
    this.wakes.delete(woken.resolve);
  }

  private async takeSome(): Promise<number> {
    const due = await this.o.notifications.claim(this.o.clock.now(), mostRecords);
    if (due.length === 0) return pollMs;
    await Promise.all(due.map((one) => this.take(one)));
    this.notify();
    return 0;
  }

  private async take(due: RecordDue): Promise<void> {
    const connection = await this.o.connections.find(due.agency, due.connection);
    try {
      if (connection && !connection.paused) await this.o.takeRecord.take(connection, due);
      else await this.o.notifications.later(due, new Date(this.o.clock.now().getTime() + 60_000));
    } catch (error) {
      // Its claim ends by itself, and then it is read again.
      this.o.onTrouble(
        `A record of connection ${due.connection} could not be taken: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  private async saySome(): Promise<number> {
    return (await this.o.relay.relay()) > 0 ? 0 : pollMs;
  }

  private async sweepSome(): Promise<number> {
    const all = await this.o.connections.all();
    const more = await this.o.sweeper.next((agency, id) => all.find((one) => one.agency === agency && one.id === id));
    return more ? 0 : pollMs * 2;
  }

  private async compareLists(): Promise<number> {
    const all = await this.o.connections.all();
    const more = await this.o.lists.next((agency, id) => all.find((one) => one.agency === agency && one.id === id));
    return more ? 0 : pollMs * 4;
  }

  private async tidy(): Promise<number> {
    const all = await this.o.connections.all();
    await this.o.sweeper.plan(all);
    await this.o.lists.plan(all);
    await this.o.tidy();
    return planMs;
  }
}
