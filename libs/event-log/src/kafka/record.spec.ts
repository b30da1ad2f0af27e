import { createRequire } from 'node:module';
import { type CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';
import { entry } from '../../../../test/conformance/entries';
import { produceBody } from './produce-body';

interface Read {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, Buffer>>;
}
type DecodeBatch = (decoder: object) => Promise<{ readonly records: readonly Read[] }>;

const inside = createRequire(__filename);

/** The records of a request to one partition, as a consumer of kafkajs is handed them. */
async function readBack(body: Buffer, topic: string): Promise<readonly Read[]> {
  // Of kafkajs, which has no types for its inside.
  const Decoder = inside('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
  const decodeBatch = inside('kafkajs/src/protocol/recordBatch/v0/decoder') as DecodeBatch;
  const beforeTheBatch = 2 + 2 + 4 + 4 + (2 + topic.length) + 4 + 4 + 4;
  return (await decodeBatch(new Decoder(body.subarray(beforeTheBatch)))).records;
}

test('a record is a CloudEvent of the Kafka binding in binary mode, as another reader of the standard understands it', async () => {
  const sent = entry({ id: 'e1', key: 'person-1', data: { place: 'Ærøskøbing – 北京', listing: 7 } });
  const topics = [{ topic: 'events', partitions: [{ partition: 0, entries: [sent] }] }];
  const [record] = await readBack(produceBody({ acks: -1, timeout: 1_000, now: Date.now(), topics }), 'events');
  if (record === undefined) throw new TypeError('no record was written');
  const value = record.value.toString();
  const message: KafkaMessage<string> = {
    key: record.key.toString(),
    value,
    body: value,
    headers: Object.fromEntries(Object.entries(record.headers).map(([name, text]) => [name, text.toString()])),
    timestamp: '0',
  };
  // One record is one event; only a batch would be several.
  const read = Kafka.toEvent(message) as CloudEvent;
  expect({ ...read.toJSON() }).toMatchObject({ ...sent.attributes, id: 'e1', data: { place: 'Ærøskøbing – 北京', listing: 7 } });
  expect(message.key).toBe('person-1');
});
