import { createRequire } from 'node:module';
import { produceBody } from './produce-body';
import { readHeadersQuickly } from './quick-headers';

interface Read {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, unknown>>;
}
interface Encoded {
  readonly buffer: Buffer;
}

const inside = createRequire(__filename);
// Of kafkajs, which has no types for its inside.
const Decoder = inside('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const readRecord = inside('kafkajs/src/protocol/recordBatch/record/v0/decoder') as (decoder: object, batch: object) => Read;
const readBatch = inside('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: object,
) => Promise<{ readonly records: readonly Read[] }>;
const writeRecord = inside('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => Encoded;

const batch = { firstOffset: '7', firstTimestamp: '1795000000000', magicByte: 2 };
const records = [
  { ce_id: 'a', ce_source: 'https://example.com', ce_subject: '' },
  { ce_id: 'ä😀', ce_source: 'x'.repeat(3_000), other: 'z' },
  { ce_id: ['one', 'two', 'three'], ce_subject: 'c' },
  { ce_sourc: '1', ce_source2: '2' },
  {},
].map((headers, n) => ({
  key: Buffer.from(`k${n}`),
  value: Buffer.from('{}'),
  headers,
  offsetDelta: n * 100,
  timestampDelta: [0, 63, 64, 2 ** 40, 1][n] ?? 0,
}));

function readAll(): object[] {
  return records.map((record) => {
    const { buffer } = writeRecord(record);
    // Its length comes first, in one byte or two.
    const body = buffer.subarray((buffer[0] ?? 0) < 0x80 ? 1 : 2);
    const { headers, ...rest } = readRecord(new Decoder(body), batch);
    const asText = (value: unknown): unknown => (Array.isArray(value) ? value.map(String) : String(value));
    return { ...rest, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, asText(value)])) };
  });
}

test('a record reads as kafkajs reads it by itself, its headers as texts', async () => {
  const before = readAll();
  readHeadersQuickly();
  expect(readAll()).toEqual(before);
  const entries = [{ key: 'k', data: '{}', attributes: { id: 'e1', subject: 'Ærø' } }];
  const body = produceBody({ acks: -1, timeout: 1, now: 1_000, topics: [{ topic: 't', partitions: [{ partition: 0, entries }] }] });
  const { records: read } = await readBatch(new Decoder(body.subarray(27)));
  expect(read.map(({ headers }) => headers)).toEqual([{ ce_id: 'e1', ce_subject: 'Ærø' }]);
});
