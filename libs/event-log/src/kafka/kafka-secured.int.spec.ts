import { readSettings, SettingsInvalid } from '#runtime';
import { createTopics, kafkaConnectionOf, KafkaEventLog, type KafkaLogLine, type RecordBatch, topics } from '../index';
import { numbered } from '../../../../test/conformance/entries';
import { describeWithSecuredKafka, type SecuredKafka, startSecuredKafka } from '../../../../test/kafka/kafka-for-tests';

describeWithSecuredKafka('a Kafka that lets only known users in, over TLS', () => {
  let kafka: SecuredKafka;
  const lines: KafkaLogLine[] = [];
  const logs: KafkaEventLog[] = [];
  jest.setTimeout(400_000);

  const settings = (more: Record<string, string> = {}): Record<string, string> => ({
    EVENT_LOG: 'kafka',
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_SSL: 'on',
    KAFKA_SSL_CA: kafka.ca,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: kafka.user.username,
    KAFKA_SASL_PASSWORD: kafka.user.password,
    ...more,
  });
  const open = (environment: Record<string, string>): KafkaEventLog => {
    const log = new KafkaEventLog({
      ...kafkaConnectionOf(readSettings(environment)),
      clientId: 'secured',
      log: (line) => void lines.push(line),
    });
    logs.push(log);
    return log;
  };

  beforeAll(async () => {
    kafka = await startSecuredKafka();
    await createTopics({ ...kafkaConnectionOf(readSettings(settings())), partitions: 2, replication: 1, retentionDays: 1 });
  });
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await kafka?.stop();
  });

  it.each(['plain', 'scram-sha-512'])('is written and read as %s', async (mechanism) => {
    const log = open(settings({ KAFKA_SASL_MECHANISM: mechanism }));
    expect((await log.ready()).ok).toBe(true);
    const before = (await log.ends([topics.fromWebsites])).reduce((sum, { end }) => sum + Number(end), 0);
    await log.append(topics.fromWebsites, numbered(3));
    expect((await log.ends([topics.fromWebsites])).reduce((sum, { end }) => sum + Number(end), 0)).toBe(before + 3);
    const got = Promise.withResolvers<RecordBatch>();
    const subscription = await log.subscribe({
      group: `reader-${mechanism}`,
      topics: [topics.fromWebsites],
      positionOf: async () => '0',
      handle: async (batch) => got.resolve(batch),
      onIncident: ({ message, fatal }) => fatal && got.reject(new TypeError(message)),
    });
    expect((await got.promise).records.length).toBeGreaterThanOrEqual(3);
    await subscription.stop();
  });

  it.each([
    ['another password', { KAFKA_SASL_PASSWORD: 'not-the-password' }, /refuses.*KAFKA_SASL_USERNAME/],
    ['a certificate nobody trusts', { KAFKA_SSL_CA: '' }, /KAFKA_SSL_CA/],
  ])('with %s nothing is written, and who looks is told which setting it is', async (_what, more, says) => {
    const log = open(settings(more));
    await expect(log.append(topics.fromWebsites, numbered(1))).rejects.toThrow(says);
    await expect(log.ends([topics.fromWebsites])).rejects.toThrow(says);
  });

  it('refuses files for TLS that are none, as a setting that is wrong', () => {
    const make = (): unknown =>
      kafkaConnectionOf(readSettings(settings({ KAFKA_SSL_CA: __filename, KAFKA_SSL_CERT: __filename, KAFKA_SSL_KEY: __filename })));
    expect(make).toThrow(SettingsInvalid);
    expect(make).toThrow(/KAFKA_SSL_CERT/);
  });

  it('I8: no password is told to anybody', () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${kafka.user.password}|not-the-password`));
  });
});
