import { createRequire } from 'node:module';
import type { LogEntry } from '../event-log';
import { produceBody } from './produce-body';
import { headerOf } from './record';

interface ByKafkajs {
  encode(): Promise<{ readonly buffer: Buffer }>;
}
type RequestOfKafkajs = (o: { acks: number; timeout: number; topicData: readonly object[] }) => ByKafkajs;

const now = 1_795_000_000_123;
const inside = createRequire(__filename);

/** As kafkajs itself takes an entry. */
function messageOf({ key, data, attributes }: LogEntry): object {
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [headerOf(name), value]));
  return { key, value: data, headers };
}

async function byKafkajs(o: Parameters<typeof produceBody>[0]): Promise<Buffer> {
  // Of kafkajs, which has no types for its inside.
  const request = inside('kafkajs/src/protocol/requests/produce/v7/request') as RequestOfKafkajs;
  const topicData = o.topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map(({ partition, entries }) => ({ partition, messages: entries.map(messageOf) })),
  }));
  jest.spyOn(Date, 'now').mockReturnValue(o.now);
  const { buffer } = await request({ acks: o.acks, timeout: o.timeout, topicData }).encode();
  jest.restoreAllMocks();
  return buffer;
}

test('a request has the very bytes that kafkajs writes by itself, whatever the lengths and the letters', async () => {
  const texts = [0, 1, 40, 63, 64, 65, 127, 128, 511, 512, 513, 4_095, 8_190, 9_000, 70_000, 300_000].flatMap((length) => [
    'x'.repeat(length),
    'ä'.repeat(length / 2) + 'x'.repeat(length % 2),
    '😀'.repeat(length / 4),
  ]);
  const entries = texts.map((data, n) => ({
    key: `person-${n}${'é'.repeat(n)}`,
    data,
    attributes: {
      id: String(n),
      source: data.slice(0, 2_000),
      subject: '',
      datacontenttype: 'application/json',
      ['n'.repeat(n * 9)]: 'value',
    },
  }));
  const many = Array.from({ length: 500 }, (_, n) => ({ key: `p${n}`, data: '{}', attributes: { id: String(n) } }));
  const topics = [
    {
      topic: 'one',
      partitions: [
        { partition: 0, entries },
        { partition: 11, entries: many },
      ],
    },
    { topic: 'two', partitions: [{ partition: 3, entries: many.slice(0, 1) }] },
  ];
  for (const o of [
    { acks: -1, timeout: 6_000, now, topics },
    { acks: -1, timeout: 1, now, topics: [] },
  ])
    expect(produceBody(o).equals(await byKafkajs(o))).toBe(true);
});
