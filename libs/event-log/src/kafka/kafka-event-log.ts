import {
  type Erased,
  EventLog,
  type LogEntry,
  type PartitionEnds,
  type PersonKey,
  type ReadFrom,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from '../event-log';
import { KafkaAppender } from './appending';
import { KafkaCluster } from './cluster';
import { KafkaGroupReader } from './group-reader';
import type { KafkaConnection } from './kafkajs-client';
import { readinessOf } from './readiness';
import { replay } from './replay';

export interface KafkaLogOptions extends KafkaConnection {
  /** What the topics were made with; said where it is the deadline of an erasure. 30 when not given. */
  readonly retentionDays?: number;
  /** A reader that says nothing for so long has lost its partitions to others. 6 s when not given, the least that brokers take. */
  readonly sessionTimeoutMs?: number;
}

/** The log in Kafka: durable as its replication makes it, in order per key, in as many partitions as the topics have. */
export class KafkaEventLog extends EventLog {
  readonly kind = 'kafka';
  private readonly appender: KafkaAppender;
  private readonly cluster: KafkaCluster;
  private readonly readers = new Set<KafkaGroupReader>();
  private readonly sessionTimeoutMs: number;

  constructor(private readonly o: KafkaLogOptions) {
    super();
    this.appender = new KafkaAppender(o);
    this.cluster = new KafkaCluster(o);
    this.sessionTimeoutMs = o.sessionTimeoutMs ?? 6_000;
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    if (entries.length > 0) await this.appender.append(topic, entries);
  }

  async subscribe(subscriber: SubscribeOptions): Promise<Subscription> {
    const { o, cluster, sessionTimeoutMs } = this;
    const reader = new KafkaGroupReader({ connection: o, cluster, subscriber, sessionTimeoutMs });
    this.readers.add(reader);
    return {
      stop: async (): Promise<void> => {
        await reader.stop();
        this.readers.delete(reader);
      },
    };
  }

  read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    return replay(topic, from, { connection: this.o, cluster: this.cluster, sessionTimeoutMs: this.sessionTimeoutMs });
  }

  async ends(topics: readonly string[]): Promise<PartitionEnds[]> {
    return (await Promise.all(topics.map((topic) => this.cluster.ends(topic)))).flat();
  }

  ready(): Promise<{ ok: boolean; warnings: string[] }> {
    return readinessOf(this.cluster, this.o.brokers);
  }

  /** Kafka changes nothing it holds, so nothing is erased; the retention is the deadline. */
  async erase(_person: PersonKey): Promise<Erased> {
    return { erased: 0, remains: `Kafka holds what was said for its retention of ${this.o.retentionDays ?? 30} days, then drops it` };
  }

  async close(): Promise<void> {
    await Promise.all([...this.readers].map((reader) => reader.stop()));
    this.readers.clear();
    await Promise.all([this.appender.close(), this.cluster.close()]);
  }
}
