import { randomBytes } from 'node:crypto';
import { createTopics } from '#event-log';

export interface TestKafka {
  readonly brokers: readonly string[];
  /** Makes a topic of the test's own and answers its name. */
  topic(o?: { partitions?: number }): Promise<string>;
}

export interface OwnKafka extends TestKafka {
  /** As kill -9. */
  kill(): Promise<void>;
  /** After `kill`, on the same port and data. */
  start(): Promise<void>;
  /** Ends it and leaves nothing. */
  stop(): Promise<void>;
}

export interface SecuredKafka {
  readonly brokers: readonly string[];
  /** The file of who signed its certificate. */
  readonly ca: string;
  readonly user: { readonly username: string; readonly password: string };
  stop(): Promise<void>;
}

interface Broker {
  readonly brokers: readonly string[];
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** `describe` where there is a Kafka; without one a skip, and with CI=true a failure. */
export function describeWithKafka(name: string, tests: () => void): void {
  if (process.env['TEST_KAFKA_FROM'] !== 'nowhere') return describe(name, tests);
  if (process.env['CI'] === 'true') return it(`${name}: there is a Kafka`, () => fail());
  describe.skip(`NOT TESTED, there is no Kafka: ${name}`, tests);
}

function fail(): never {
  throw new TypeError(`No Kafka for tests: ${process.env['TEST_KAFKA_WHY']}`);
}

/** As `describeWithKafka`, where a broker can be started that lets only known users in; the one of the fetched jars can. */
export function describeWithSecuredKafka(name: string, tests: () => void): void {
  if (process.env['TEST_KAFKA_FROM'] === 'jars') return describe(name, tests);
  describe.skip(`NOT TESTED, no Kafka of one's own with TLS can be started: ${name}`, tests);
}

export function startSecuredKafka(): Promise<SecuredKafka> {
  const { startSecuredBroker }: { startSecuredBroker(): Promise<SecuredKafka> } = require('./local-broker.cjs');
  return startSecuredBroker();
}

/** The Kafka that all tests of a run share, with the bridge's own topics made. Each takes topics of its own. */
export async function kafkaForTests(): Promise<TestKafka> {
  const answer = await fetch(process.env['TEST_KAFKA_OFFER'] ?? '');
  const text = await answer.text();
  if (!answer.ok) throw new TypeError(`No Kafka for tests: ${text}`);
  // Our own process answers, in this shape.
  const brokers = JSON.parse(text) as string[];
  await makeTopics(brokers);
  return { brokers, topic: (o) => freshTopic(brokers, o) };
}

/** A broker of the test's own (4 s), with the bridge's topics made: two bridges cannot share one, the topics have fixed names. */
export async function startKafka(o: { partitions?: number } = {}): Promise<OwnKafka> {
  // Plain JavaScript, because Jest's own process uses it before anything is compiled.
  const { start }: { start(from: string | undefined): Promise<Broker> } = require('./found.cjs');
  const broker = await start(process.env['TEST_KAFKA_FROM']);
  await makeTopics(broker.brokers, o);
  return { ...broker, topic: (options) => freshTopic(broker.brokers, options) };
}

async function freshTopic(brokers: readonly string[], { partitions = 3 }: { partitions?: number } = {}): Promise<string> {
  const name = `test.${randomBytes(6).toString('hex')}`;
  await createTopics({ brokers, partitions, replication: 1, retentionDays: 1, topics: [name] });
  return name;
}

async function makeTopics(brokers: readonly string[], { partitions = 3 }: { partitions?: number } = {}): Promise<void> {
  await createTopics({ brokers, partitions, replication: 1, retentionDays: 1 });
}
