import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { FetchPace } from './fetch-pace';
import { goodbye } from './goodbye';
import { type KafkaConnection, kafkajsClient } from './kafkajs-client';
import type { Sockets } from './sockets';
import { rest } from '../reading/hand-over';
import type { Place } from '../reading/follow';

export interface FetchedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly KafkaMessage[];
  /** What the next fetch of this partition begins behind. */
  resolve(position: string): void;
  /** Says that this member lives; throws when the group goes on without it. */
  heartbeat(): Promise<void>;
}

export interface ConsumptionOptions {
  readonly connection: KafkaConnection;
  readonly group: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
  readonly partitionsAtOnce: number;
  /** What one fetch brings at most, of all partitions together: all of it lives until it is handled. */
  readonly fetchBytes: number;
  /** Told before anything is fetched: the partitions are paused, each until `start`. */
  onAssigned(places: readonly Place[]): void;
  /** Must not throw: an error that leaves it may end reading for good. */
  onBatch(batch: FetchedBatch): Promise<void>;
  /** All up to here was fetched and done with, records that no reader sees included. */
  onPassed?(place: Place, last: bigint): void;
  /** The brokers answered. */
  onSign(): void;
  /** The first start did not come about; it is tried again. */
  onFailedStart(cause: unknown): void;
  /** The client gave up for good. */
  onStopped(cause: unknown): void;
}

/** One member of a Kafka group, which reads nothing of a partition before it is told from where. */
export class Consumption {
  private readonly consumer: Consumer;
  private readonly sockets: Sockets;
  private readonly stopping = new AbortController();
  private readonly pace = new FetchPace();
  private readonly started: Promise<void>;

  constructor(private readonly o: ConsumptionOptions) {
    const { kafka, sockets } = kafkajsClient(o.connection);
    this.sockets = sockets;
    this.consumer = kafka.consumer({
      groupId: o.group,
      sessionTimeout: o.sessionTimeoutMs,
      rebalanceTimeout: o.sessionTimeoutMs,
      heartbeatInterval: 1_000,
      maxWaitTimeInMs: 250,
      maxBytes: o.fetchBytes,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5, restartOnFailure: async () => !this.stopping.signal.aborted },
    });
    this.listen();
    this.started = this.start();
  }

  begin(place: Place, position: string): void {
    this.consumer.seek({ ...place, offset: position });
    this.consumer.resume([{ topic: place.topic, partitions: [place.partition] }]);
  }

  pause(places: readonly Place[]): void {
    this.consumer.pause(places.map(({ topic, partition }) => ({ topic, partitions: [partition] })));
  }

  /** For lag tools. @throws whatever kafkajs says when the group has moved on or no broker answers */
  async commit(positions: readonly (Place & { readonly offset: string })[]): Promise<void> {
    await this.consumer.commitOffsets([...positions]);
  }

  /** Resolves when the running batch is done and the group knows that this member left. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await goodbye(async () => {
      await this.started;
      await this.consumer.disconnect();
    }, this.sockets);
  }

  private listen(): void {
    const { consumer, o } = this;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const places = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
        partitions.map((partition) => ({ topic, partition })),
      );
      this.pause(places);
      o.onSign();
      o.onAssigned(places);
    });
    consumer.on(consumer.events.FETCH, () => {
      this.pace.fetched();
      o.onSign();
    });
    consumer.on(consumer.events.HEARTBEAT, () => o.onSign());
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, lastOffset } }) =>
      o.onPassed?.({ topic, partition }, BigInt(lastOffset)),
    );
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart && !this.stopping.signal.aborted) o.onStopped(payload.error);
    });
  }

  private async start(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted; failures += 1) {
      try {
        await this.consumer.connect();
        await this.consumer.subscribe({ topics: [...this.o.topics], fromBeginning: true });
        return await this.consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: this.o.partitionsAtOnce,
          eachBatch: (payload) => this.take(payload),
        });
      } catch (cause) {
        this.o.onFailedStart(cause);
        await rest(Math.min(1_000, 100 * 2 ** failures), this.stopping.signal);
      }
    }
  }

  private async take({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = batch;
    await this.o.onBatch({ topic, partition, messages, resolve: resolveOffset, heartbeat });
    await this.pace.next(messages.length);
  }
}
