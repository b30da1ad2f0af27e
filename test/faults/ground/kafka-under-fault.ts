import { join } from 'node:path';
import { createTopics } from '#event-log';
import { projectFolder } from '#runtime';
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
    await createTopics({ brokers: kafka.brokers, partitions: 3, replication: 1, retentionDays: 30 });
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
}
