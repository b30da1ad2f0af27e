import { Partitioners } from 'kafkajs';
import { partitionOf } from './partition-of';

test('a key goes where the partitioner of kafkajs, and so that of Java, puts it', () => {
  const partition = Partitioners.DefaultPartitioner();
  const keys = Array.from({ length: 500 }, (_, n) => `${'é😀x'.repeat(n % 7)}${n}-${'k'.repeat(n % 9)}`);
  for (const count of [1, 3, 12, 100]) {
    const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 1,
      replicas: [1],
      isr: [1],
    }));
    const expected = keys.map((key) => partition({ topic: 't', partitionMetadata, message: { key, value: '' } }));
    expect(keys.map((key) => partitionOf(key, count))).toEqual(expected);
  }
});
