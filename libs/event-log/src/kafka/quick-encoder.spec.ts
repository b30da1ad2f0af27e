import { createRequire } from 'node:module';
import { writeRecordsQuickly } from './quick-encoder';

interface Written {
  readonly buffer: Buffer;
}
type WriteRecord = (record: {
  key: string;
  value: string;
  headers: Record<string, string>;
  offsetDelta: number;
  timestampDelta: number;
}) => Written;

const inside = createRequire(__filename);

test('a record has the very bytes that kafkajs writes by itself, whatever its lengths', () => {
  // Of kafkajs, which has no types for its inside.
  const writeRecord = inside('kafkajs/src/protocol/recordBatch/record/v0') as WriteRecord;
  const texts = [0, 1, 40, 63, 64, 65, 127, 128, 511, 512, 513, 9_000, 70_000, 300_000].map(
    (length) => 'ä'.repeat(length / 2) + 'x'.repeat(length % 2),
  );
  const records = texts.flatMap((text, n) =>
    [0, 1, 63, 64, 499, 100_000].map((offsetDelta) => ({
      key: `person-${n}`,
      value: text,
      headers: { ce_id: String(n), ce_source: text.slice(0, 2_000), ce_subject: '', [`ce_${'n'.repeat(n * 9)}`]: 'value' },
      offsetDelta,
      timestampDelta: [0, 1, 63, 64, 2 ** 30 - 1, 2 ** 30, 2 ** 40][n % 7] ?? 0,
    })),
  );
  const before = records.map((record) => Buffer.from(writeRecord(record).buffer));
  writeRecordsQuickly();
  expect(records.every((record, n) => before[n]?.equals(writeRecord(record).buffer))).toBe(true);
});
