import { CloudEvent, Kafka as KafkaBinding } from 'cloudevents';
import { type IHeaders, Kafka, logLevel } from 'kafkajs';
import { createTopics, KafkaEventLog, LogUnavailable, TopicHasFewerPartitions, topics } from '../index';
import { entry, numbered } from '../../../../test/conformance/entries';
import { reading } from '../../../../test/conformance/reader';
import { replayed } from '../../../../test/conformance/replayed';
import { until } from '../../../../test/conformance/until';
import { describeWithKafka, kafkaForTests, type OwnKafka, startKafka, type TestKafka } from '../../../../test/kafka/kafka-for-tests';

const text = (headers: IHeaders = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

describeWithKafka('the log in Kafka alone', () => {
  let kafka: TestKafka;
  let log: KafkaEventLog;
  const stranger = (brokers = kafka.brokers): Kafka => new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  beforeAll(async () => {
    kafka = await kafkaForTests();
    log = new KafkaEventLog({ brokers: kafka.brokers, clientId: 'bridge', sessionTimeoutMs: 6_000 });
  }, 400_000);
  afterAll(() => log?.close(), 60_000);
  jest.setTimeout(400_000);

  it('a record is read as the event it is by any reader of the CloudEvents Kafka binding', async () => {
    const topic = await kafka.topic();
    const sent = entry({ data: { place: 'Ærøskøbing', listing: 7 } });
    await log.append(topic, [sent]);
    const consumer = stranger().consumer({ groupId: `stranger-of-${topic}` });
    const read = Promise.withResolvers<unknown>();
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message: { key, value, headers } }) =>
        // The binding wants a message as a client's text, and types its answer as anything.
        read.resolve(KafkaBinding.toEvent({ key: String(key), value: String(value), headers: text(headers) } as never)),
    });
    const event = await read.promise;
    await consumer.disconnect();
    expect(event).toBeInstanceOf(CloudEvent);
    expect(event).toMatchObject({ ...sent.attributes, time: expect.anything(), data: { place: 'Ærøskøbing', listing: 7 } });
  });

  it('topics are made once; a live one is left as it is, and never gets more partitions', async () => {
    const o = { brokers: kafka.brokers, replication: 1, retentionDays: 2, topics: [`test.made-${process.pid}-${Date.now()}`] };
    const [topic] = o.topics;
    expect(await createTopics({ ...o, partitions: 4 })).toEqual([{ topic, made: true, partitions: 4, replication: 1 }]);
    expect(await createTopics({ ...o, partitions: 2 })).toEqual([{ topic, made: false, partitions: 4, replication: 1 }]);
    const refused: unknown = await createTopics({ ...o, partitions: 5 }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TopicHasFewerPartitions);
    expect(refused).toMatchObject({ code: 'topicHasFewerPartitions', retriable: false, facts: { topic, partitions: 4, asked: 5 } });
    expect(await log.ends(o.topics)).toHaveLength(4);
  });

  it('a topic that is not there is named, with what to do, and nothing was appended', async () => {
    const refused: unknown = await log.append('test.not-there', [entry()]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LogUnavailable);
    expect(String(refused)).toContain('people-exchange topics create');
  });

  it('ready tells of too few copies', async () => {
    const { ok, warnings } = await log.ready();
    expect(ok).toBe(true);
    expect(warnings.filter((warning) => warning.includes(topics.fromWebsites))).toEqual([
      expect.stringContaining('1 of 3 copies'),
      expect.stringContaining('min.insync.replicas'),
    ]);
  });

  it('lag tools see where a group is when it has stopped', async () => {
    const topic = await kafka.topic({ partitions: 1 });
    await log.append(topic, numbered(12));
    const reader = await reading(log, topic);
    await until('everything is read', () => reader.positions.ids.length >= 12);
    await reader.stop();
    const admin = stranger().admin();
    await admin.connect();
    const [offsets] = await admin.fetchOffsets({ groupId: `group-of-${topic}`, topics: [topic] });
    await admin.disconnect();
    expect(offsets?.partitions).toEqual([expect.objectContaining({ partition: 0, offset: '12' })]);
  });

  it('a retention that overtakes a slow reader is an incident, and the reader goes on with what there is', async () => {
    const topic = await kafka.topic({ partitions: 1 });
    // Far more than is fetched ahead of a reader that holds a batch.
    const told = Array.from({ length: 1_000 }, (_, n) => entry({ id: String(n), data: 'x'.repeat(10_000) }));
    for (let start = 0; start < told.length; start += 100) await log.append(topic, told.slice(start, start + 100));
    const hold = Promise.withResolvers<void>();
    const reader = await reading(log, topic, { before: () => hold.promise });
    await until('the reader holds a batch', () => reader.batches.length === 1);
    const admin = stranger().admin();
    await admin.connect();
    try {
      // The client knows no topic it was not asked about before.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '1000' }] });
      await log.append(topic, numbered(5, { prefix: 'new-' }));
    } finally {
      hold.resolve();
      await admin.disconnect();
    }
    await until('the new are read', () => reader.positions.ids.includes('new-4'));
    await reader.stop();
    const read = reader.positions.ids.filter((id) => !id.startsWith('new-'));
    expect(read).toEqual(told.slice(0, read.length).map(({ attributes }) => attributes['id']));
    expect(read.length).toBeLessThan(1_000);
    expect(reader.incidents).toEqual([expect.objectContaining({ what: 'jump', topic, partition: 0 })]);
    expect(reader.incidents[0]?.message).toContain(`${1_000 - read.length} records`);
  });

  describe('whose broker is killed', () => {
    let own: OwnKafka;
    let ours: KafkaEventLog;
    const warned: string[] = [];
    const onWarning = ({ name }: Error): unknown => warned.push(name);
    beforeAll(async () => {
      process.on('warning', onWarning);
      own = await startKafka();
      ours = new KafkaEventLog({ brokers: own.brokers, clientId: 'bridge', sessionTimeoutMs: 6_000 });
    }, 400_000);
    afterAll(async () => {
      await ours?.close();
      await own?.stop();
      process.off('warning', onWarning);
    }, 400_000);

    it('I1, I7: nothing that was answered for is lost, and its readers go on by themselves when it is back', async () => {
      const topic = await own.topic();
      const reader = await reading(ours, topic);
      const answered: string[] = [];
      const failed: unknown[] = [];
      let writing = true;
      let n = 0;
      const writer = (async (): Promise<void> => {
        while (writing) {
          const sent = numbered(20, { prefix: `${n++}-` });
          await ours.append(topic, sent).then(
            () => answered.push(...sent.map(({ attributes }) => attributes.id ?? '')),
            (error: unknown) => failed.push(error),
          );
        }
      })();
      try {
        await until('something is read', () => reader.positions.ids.length > 100);
        await own.kill();
        await until('an append failed', () => failed.length > 0);
        await own.start();
        const before = answered.length;
        await until('appends succeed again', () => answered.length > before + 100, 180_000);
      } finally {
        writing = false;
        await writer;
      }
      const seen = new Set<string>();
      await until(
        'everything answered for is read',
        () => {
          for (const id of reader.positions.ids) seen.add(id);
          return answered.every((id) => seen.has(id));
        },
        60_000,
      );
      await reader.stop();
      expect(reader.incidents.filter(({ fatal }) => fatal)).toEqual([]);
      expect(failed.every((error) => error instanceof Error && 'retriable' in error && error.retriable === true)).toBe(true);
      expect(new Set((await replayed(ours, topic)).map(({ position, partition }) => `${partition} ${position}`)).size).toBe(
        (await ours.ends([topic])).reduce((sum, { end }) => sum + Number(end), 0),
      );
    });

    it('no idle connection arms a timer that lies in the past', () => {
      expect(warned.filter((name) => name === 'TimeoutNegativeWarning')).toEqual([]);
    });
  });
});
