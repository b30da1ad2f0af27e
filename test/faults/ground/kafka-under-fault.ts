import { join } from 'node:path';
import { createTopics } from '#event-log';
import { projectFolder } from '#runtime';
import { TcpProxy } from './tcp-proxy';

interface Broker {
  readonly brokers: readonly string[];
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A Kafka of one broker that can be killed, started again and cut off while a bridge uses it. */
export class KafkaUnderFault {
  private constructor(
    private readonly broker: Broker,
    readonly wire: TcpProxy,
  ) {}

  static async start(): Promise<KafkaUnderFault> {
    const wire = await TcpProxy.before(0);
    // Plain JavaScript, because the tests use it before anything is compiled.
    const { startBroker }: { startBroker(o: { advertised: number }): Promise<Broker> } = require(
      join(projectFolder(__dirname), 'test/kafka/local-broker.cjs'),
    );
    const broker = await startBroker({ advertised: wire.port });
    wire.leadTo(Number(broker.brokers[0]?.split(':')[1]));
    const kafka = new KafkaUnderFault(broker, wire);
    await createTopics({ brokers: kafka.brokers, partitions: 3, replication: 1, retentionDays: 30 });
    return kafka;
  }

  /** Over the wire that can be troubled. */
  get brokers(): readonly string[] {
    return [`127.0.0.1:${this.wire.port}`];
  }

  /** As kill -9. */
  kill(): Promise<void> {
    return this.broker.kill();
  }

  startAgain(): Promise<void> {
    return this.broker.start();
  }

  async close(): Promise<void> {
    this.wire.close();
    await this.broker.stop();
  }
}
