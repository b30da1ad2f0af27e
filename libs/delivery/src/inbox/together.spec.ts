import type { LogRecord, RecordBatch } from '#event-log';
import { mostAtOnce, TakenTogether } from './together';

const batch = (partition: number, records = 1, topic = 't'): RecordBatch => ({
  topic,
  partition,
  records: Array.from({ length: records }, (_, n): LogRecord => ({
    key: 'k',
    attributes: {},
    data: '{}',
    topic,
    partition,
    position: String(n),
    appendedAt: new Date(0),
  })),
});
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('batches taken together', () => {
  it('takes along what came meanwhile, and no more at once than it may', async () => {
    const calls: { partitions: number[]; end(): void }[] = [];
    const together = new TakenTogether(
      (batches) => new Promise((end) => void calls.push({ partitions: batches.map(({ partition }) => partition), end })),
    );
    const taken: number[] = [];
    const take = (partition: number): void => void together.take(batch(partition)).then(() => taken.push(partition));
    for (let partition = 0; partition < mostAtOnce + 4; partition += 1) take(partition);
    expect(calls.map(({ partitions }) => partitions)).toEqual([[0], [1], [2]]);
    calls[1]?.end();
    await settled();
    expect(calls.slice(3).map(({ partitions }) => partitions)).toEqual([[3, 4, 5, 6]]);
    calls[3]?.end();
    await settled();
    expect(taken).toEqual([1, 3, 4, 5, 6]);
  });

  it('takes no more together than fit, never two topics, and a partition once', async () => {
    const calls: string[][] = [];
    const together = new TakenTogether(async (batches) => {
      calls.push(batches.map(({ topic, partition }) => `${topic}${partition}`));
      await settled();
    });
    const all = [batch(0), batch(1), batch(2), batch(3, 400), batch(4, 101), batch(5, 99), batch(5), batch(6, 1, 'u')];
    await Promise.all(all.map((one) => together.take(one)));
    expect(calls.slice(3)).toEqual([['t3', 't5'], ['t4', 't5'], ['u6']]);
  });

  it('takes each alone where they cannot be taken together, and only the one at fault fails', async () => {
    const together = new TakenTogether(async (batches) => {
      await settled();
      if (batches.some(({ partition }) => partition === 4)) throw new TypeError('four');
    });
    const answers = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((partition) => together.take(batch(partition))));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
