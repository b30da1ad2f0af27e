import { topics } from '../event-log';
import { KafkaCluster } from './cluster';
import type { KafkaConnection } from './kafkajs-client';

export interface CreateTopicsOptions extends Partial<Pick<KafkaConnection, 'clientId' | 'log' | 'openSocket' | 'ssl' | 'sasl'>> {
  readonly brokers: readonly string[];
  /** Of each topic. */
  readonly partitions: number;
  /** Copies of each record; as many as there are brokers, 3 at most, when not given. */
  readonly replication?: number;
  readonly retentionDays: number;
  /** Copies that must have a record before it is answered for; one less than there are, 1 at least, when not given. */
  readonly minInSync?: number;
  /** The two of the bridge, unless told. */
  readonly topics?: readonly string[];
}

export interface CreatedTopic {
  readonly topic: string;
  readonly made: boolean;
  readonly partitions: number;
  readonly replication: number;
}

/** A topic is there with fewer partitions than asked for. More would move keys to other partitions and break their order. */
export class TopicHasFewerPartitions extends Error {
  readonly code = 'topicHasFewerPartitions';
  readonly retriable = false;

  constructor(readonly facts: { topic: string; partitions: number; asked: number }) {
    super(
      `${facts.topic} has ${facts.partitions} partitions, ${facts.asked} were asked for. A live topic never gets more: its keys would move and lose their order. Ask for ${facts.partitions}, or drain it and make it anew`,
    );
    this.name = 'TopicHasFewerPartitions';
  }
}

/**
 * Makes the topics that are not there and leaves those that are as they are. Says of each which it was.
 * @throws TopicHasFewerPartitions before anything is made; LogUnavailable
 */
export async function createTopics(o: CreateTopicsOptions): Promise<CreatedTopic[]> {
  const { brokers, clientId = 'people-exchange', log, openSocket, ssl, sasl } = o;
  const cluster = new KafkaCluster({ brokers, clientId, log, openSocket, ssl, sasl });
  try {
    const wanted = o.topics ?? Object.values(topics);
    const there = new Map((await cluster.shapes(wanted)).map((shape) => [shape.topic, shape]));
    for (const { topic, partitions } of there.values())
      if (partitions < o.partitions) throw new TopicHasFewerPartitions({ topic, partitions, asked: o.partitions });
    const replication = o.replication ?? Math.min(3, await cluster.brokers());
    const settings = settingsOf(o, replication);
    const answer: CreatedTopic[] = [];
    for (const topic of wanted) {
      const known = there.get(topic);
      if (!known) await cluster.create({ topic, partitions: o.partitions, replication, settings });
      answer.push(known ? { ...known, made: false } : { topic, made: true, partitions: o.partitions, replication });
    }
    return answer;
  } finally {
    await cluster.close();
  }
}

function settingsOf(o: CreateTopicsOptions, replication: number): Record<string, string> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': String(o.retentionDays * 86_400_000),
    // By the broker's clock, so that times grow with positions.
    'message.timestamp.type': 'LogAppendTime',
    'min.insync.replicas': String(o.minInSync ?? Math.max(1, replication - 1)),
  };
}
