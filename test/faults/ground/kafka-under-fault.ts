import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTopics, topics } from '#event-log';
import { projectFolder } from '#runtime';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { Wire } from '../../conformance/wire';

/** A node of a Kafka of the tests. */
export interface Broker {
  readonly brokers: readonly string[];
  /** As kill -9. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface LocalBrokers {
  startBroker(o: { advertised: number }): Promise<Broker>;
  startCluster(): Promise<readonly Broker[]>;
}

// Plain JavaScript, because the tests use it before anything is compiled.
const localBrokers = (): LocalBrokers => require(join(projectFolder(__dirname), 'test/kafka/local-broker.cjs'));

/** A Kafka that can be killed, started again and, where it is one broker, cut off while a bridge uses it. */
export class KafkaUnderFault {
  private constructor(
    readonly nodes: readonly Broker[],
    private readonly proxy: Wire | undefined,
  ) {}

  static async start(): Promise<KafkaUnderFault> {
    const wire = await Wire.to({ host: '127.0.0.1', port: 0 });
    const broker = await localBrokers().startBroker({ advertised: wire.port });
    wire.leadTo(Number(broker.brokers[0]?.split(':')[1]));
    const kafka = new KafkaUnderFault([broker], wire);
    await kafka.makeTopics();
    return kafka;
  }

  /** Three brokers, three copies of each record, of which two have to be there for one to be taken. */
  static async startThree(): Promise<KafkaUnderFault> {
    const kafka = new KafkaUnderFault(await localBrokers().startCluster(), undefined);
    await createTopics({ brokers: kafka.brokers, partitions: 3, replication: 3, retentionDays: 30 });
    return kafka;
  }

  /** Over the wire that can be troubled, where there is one. */
  get brokers(): readonly string[] {
    return this.proxy ? [`127.0.0.1:${this.proxy.port}`] : this.nodes.flatMap(({ brokers }) => brokers);
  }

  get wire(): Wire {
    if (!this.proxy) throw new TypeError('three brokers have no wire in front of them');
    return this.proxy;
  }

  /** As new: what groups read and where they were is gone. @throws TypeError when somebody is still in a group */
  async empty(): Promise<void> {
    await this.asAdmin(async (admin) => {
      // Who went without a goodbye is missed after the session of its group.
      await within(15_000, 'somebody is still in a group', async () => {
        const { groups } = await admin.listGroups();
        if (groups.length === 0) return true;
        return admin.deleteGroups(groups.map(({ groupId }) => groupId)).then(
          () => true,
          () => false,
        );
      });
      await admin.deleteTopics({ topics: Object.values(topics) });
      await within(10_000, 'topics that were deleted are there', async () => {
        const there = await admin.listTopics();
        return Object.values(topics).every((topic) => !there.includes(topic));
      });
    });
    await this.makeTopics();
  }

  async asAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = new Kafka({ brokers: [...this.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }

  async kill(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }

  async startAgain(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.start()));
  }

  async close(): Promise<void> {
    await this.proxy?.cut();
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  private async makeTopics(): Promise<void> {
    await createTopics({ brokers: this.brokers, partitions: 3, replication: 1, retentionDays: 30 });
  }
}

async function within(ms: number, otherwise: string, holds: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > until) throw new TypeError(`${otherwise} after ${ms / 1_000} s`);
    await pause(100);
  }
}
