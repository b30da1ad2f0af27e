import { describeWithKafka, type OwnKafka, startKafka } from '../kafka/kafka-for-tests';

/** The same tests on either log; `settings` starts what the log needs and answers what the bridge is told of it. */
export function describeOnBothLogs(name: string, tests: (log: string, settings: () => Promise<Record<string, string>>) => void): void {
  describe(`${name}, on the embedded log`, () => tests('embedded', async () => ({ EVENT_LOG: 'postgres' })));

  describeWithKafka(`${name}, on Kafka`, () => {
    let kafka: OwnKafka | undefined;
    afterAll(() => kafka?.stop());
    tests('Kafka', async () => {
      kafka = await startKafka();
      return { EVENT_LOG: 'kafka', KAFKA_BROKERS: kafka.brokers.join(',') };
    });
  });
}
