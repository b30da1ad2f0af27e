import { type RecordBatch, topics } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Express } from './express/express';
import type { DeliveryStory } from './lanes/delivery-story';
import { LaneWorker } from './lanes/lane-worker';
import type { ExchangeMeasures } from './measuring/exchange-measures';
import type { Participants } from './participants/participants';
import { ReplayWorker } from './replay/replay-worker';
import { EventRouter } from './routing/event-router';
import type { HttpTarget } from './targets/http-target';

export interface SideDeliveryOptions {
  readonly db: DataSource;
  readonly participants: Participants;
  readonly http: HttpTarget;
  readonly clock: Clock;
  readonly dedupDays?: number;
  readonly measures?: ExchangeMeasures;
  readonly story?: DeliveryStory;
  onTrouble(message: string): void;
}

/** One direction of the bridge: takes what one side said, batch by batch, and delivers it to the other. */
export class SideDelivery implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: LaneWorker;
  private readonly router: EventRouter;
  private readonly replays: ReplayWorker;

  constructor(
    private readonly reader: string,
    to: Side,
    o: SideDeliveryOptions,
  ) {
    this.worker = new LaneWorker({ ...o, side: to, chance: Math.random });
    this.replays = new ReplayWorker({ ...o, side: to, lanes: this.worker, chance: Math.random });
    this.router = new EventRouter({
      ...o,
      reader,
      from: to === 'website' ? 'backOffice' : 'website',
      express: new Express({ reservations: this.worker, clock: o.clock }),
      onRouted: () => this.worker.notify(),
    });
    o.measures?.reads(reader, [to === 'website' ? topics.fromBackOffices : topics.fromWebsites]);
    o.measures?.deliversTo(to, () => this.worker.gateReadings());
  }

  /** Of how many partitions it takes a batch each at once; they are taken together. */
  readonly partitionsAtOnce = 16;

  /** The reader's name in the log and in the exchange. */
  get group(): string {
    return this.reader;
  }

  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.router.positionOf(topic, partition);
  }

  take(batch: RecordBatch): Promise<void> {
    return this.router.take(batch);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.worker.start();
    this.replays.start();
  }

  /** The log is closed by now, so nothing new comes; what is under way is finished. */
  async onApplicationShutdown(): Promise<void> {
    await this.replays.stop();
    await this.worker.stop();
  }
}
