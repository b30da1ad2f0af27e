import { type EventLog, type Subscription, topics } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { LaneWorker } from './lanes/lane-worker';
import type { Participants } from './participants/participants';
import { EventRouter } from './routing/event-router';
import type { HttpTarget } from './targets/http-target';

export interface SideDeliveryOptions {
  readonly db: DataSource;
  readonly log: EventLog;
  readonly participants: Participants;
  readonly http: HttpTarget;
  readonly clock: Clock;
  /** The reader's name in the log. */
  readonly reader: string;
  readonly to: Side;
  readonly dedupDays?: number;
  onTrouble(message: string): void;
}

/** One direction of the bridge: reads what one side said and delivers it to the other. */
export class SideDelivery {
  private readonly worker: LaneWorker;
  private readonly router: EventRouter;
  private subscription: Subscription | undefined;

  constructor(private readonly o: SideDeliveryOptions) {
    this.worker = new LaneWorker({
      db: o.db,
      side: o.to,
      participants: o.participants,
      http: o.http,
      clock: o.clock,
      chance: Math.random,
      onTrouble: o.onTrouble,
    });
    this.router = new EventRouter({
      db: o.db,
      participants: o.participants,
      clock: o.clock,
      reader: o.reader,
      from: o.to === 'website' ? 'backOffice' : 'website',
      dedupDays: o.dedupDays,
      onRouted: () => this.worker.notify(),
    });
  }

  async start(): Promise<void> {
    await this.worker.start();
    this.subscription = await this.o.log.subscribe({
      group: this.o.reader,
      topics: [this.o.to === 'website' ? topics.fromBackOffices : topics.fromWebsites],
      positionOf: (topic, partition) => this.router.positionOf(topic, partition),
      handle: (batch) => this.router.take(batch),
      onIncident: (incident) => this.o.onTrouble(incident.message),
    });
  }

  /** Stops taking first, then finishes what is under way. */
  async stop(): Promise<void> {
    await this.subscription?.stop();
    await this.worker.stop();
  }
}
