import { type Admin, ConfigResourceTypes } from 'kafkajs';
import { LogUnavailable } from '../errors';
import type { PartitionEnds } from '../event-log';
import { goodbye } from './goodbye';
import { type KafkaConnection, kafkajsClient } from './kafkajs-client';
import type { Sockets } from './sockets';
import { untilKnown, untilLed } from './until-known';
import { whyAway } from './why-away';

export interface TopicShape {
  readonly topic: string;
  readonly partitions: number;
  /** Copies of each record, of the partition that has the fewest. */
  readonly replication: number;
}

/** What is asked of the brokers beside sending and reading. Connects when first asked, and again after a failure. */
export class KafkaCluster {
  private readonly admin: Admin;
  private readonly sockets: Sockets;

  constructor(connection: KafkaConnection) {
    const { kafka, sockets } = kafkajsClient(connection);
    this.sockets = sockets;
    this.admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 } });
  }

  /** @throws LogUnavailable */
  async ends(topic: string): Promise<PartitionEnds[]> {
    const offsets = await this.ask(topic, () => untilLed(() => this.admin.fetchTopicOffsets(topic)));
    return offsets
      .map(({ partition, low, high }) => ({ topic, partition, first: low, end: high }))
      .toSorted((a, b) => a.partition - b.partition);
  }

  /** The first position of each partition at or after a time, its end where there is none. @throws LogUnavailable */
  async since(topic: string, time: Date): Promise<ReadonlyMap<number, bigint>> {
    const offsets = await this.ask(topic, () => untilLed(() => this.admin.fetchTopicOffsetsByTimestamp(topic, time.getTime())));
    return new Map(offsets.map(({ partition, offset }) => [partition, BigInt(offset)]));
  }

  /** Those of the topics that exist. @throws LogUnavailable */
  async shapes(topics: readonly string[]): Promise<TopicShape[]> {
    const there = await this.ask('', () => this.admin.listTopics());
    const wanted = topics.filter((topic) => there.includes(topic));
    if (wanted.length === 0) return [];
    const { topics: found } = await this.ask('', () => this.admin.fetchTopicMetadata({ topics: wanted }));
    return found.map(({ name, partitions }) => ({
      topic: name,
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
    }));
  }

  async brokers(): Promise<number> {
    const { brokers } = await this.ask('', () => this.admin.describeCluster());
    return brokers.length;
  }

  /** Resolves when the group's coordinator and the leaders of all these partitions answer: then a reader of them can read. @throws LogUnavailable */
  async readable(group: string, topics: readonly string[]): Promise<void> {
    await Promise.all(topics.map((topic) => this.ends(topic)));
    await this.ask('', () => this.admin.fetchOffsets({ groupId: group, topics: [...topics] }));
  }

  /** One setting of a topic as it holds, by whomever it was set. */
  async setting(topic: string, name: string): Promise<string | undefined> {
    const { resources } = await this.ask(topic, () =>
      this.admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: [name] }],
      }),
    );
    return resources[0]?.configEntries.find(({ configName }) => configName === name)?.configValue;
  }

  async create(o: { topic: string; partitions: number; replication: number; settings: Readonly<Record<string, string>> }): Promise<void> {
    const configEntries = Object.entries(o.settings).map(([name, value]) => ({ name, value }));
    const topic = { topic: o.topic, numPartitions: o.partitions, replicationFactor: o.replication, configEntries };
    await this.ask(o.topic, async () => {
      // The client's own wait gives up where the broker it asks has not heard of the topic yet.
      await this.admin.createTopics({ topics: [topic], waitForLeaders: false, timeout: 20_000 });
      // Its leaders answer: then whoever appends or reads next finds them.
      await untilKnown(() => this.admin.fetchTopicOffsets(o.topic), 20_000);
    });
  }

  async close(): Promise<void> {
    await goodbye(() => this.admin.disconnect(), this.sockets);
  }

  private async ask<T>(topic: string, question: () => Promise<T>): Promise<T> {
    try {
      await this.admin.connect();
      return await question();
    } catch (cause) {
      throw new LogUnavailable(whyAway(topic, cause), cause);
    }
  }
}
