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
  const underTest = (): { together: TakenTogether; calls: { places: string[]; end(): void }[] } => {
    const calls: { places: string[]; end(): void }[] = [];
    const together = new TakenTogether(
      (batches) => new Promise((end) => void calls.push({ places: batches.map(({ topic, partition }) => `${topic}${partition}`), end })),
    );
    return { together, calls };
  };
  // The clock stands still: what waits a while on a busy machine has not waited for long.
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  it('takes together what comes together, and lets a few that come meanwhile go with the next', async () => {
    const { together, calls } = underTest();
    const taken: number[] = [];
    const take = (partition: number): void => void together.take(batch(partition)).then(() => taken.push(partition));
    for (const partition of [0, 1, 2]) take(partition);
    await settled();
    for (const partition of [3, 4]) take(partition);
    await settled();
    expect(calls.map(({ places }) => places)).toEqual([['t0', 't1', 't2']]);
    calls[0]?.end();
    await settled();
    expect(taken).toEqual([0, 1, 2]);
    await settled();
    expect(calls.slice(1).map(({ places }) => places)).toEqual([['t3', 't4']]);
  });

  it('takes many beside what is under way, and no more at once than it may', async () => {
    const { together, calls } = underTest();
    for (let partition = 0; partition < mostAtOnce + 2; partition += 1) void together.take(batch(partition, 400));
    await settled();
    expect(calls.map(({ places }) => places)).toEqual([['t0'], ['t1'], ['t2']]);
    calls[1]?.end();
    await settled();
    await settled();
    expect(calls.slice(mostAtOnce).map(({ places }) => places)).toEqual([['t3']]);
  });

  it('lets a few not wait for long', async () => {
    const { together, calls } = underTest();
    void together.take(batch(0));
    await settled();
    void together.take(batch(1));
    await settled();
    jest.advanceTimersByTime(24);
    expect(calls).toHaveLength(1);
    jest.advanceTimersByTime(2);
    expect(calls.map(({ places }) => places)).toEqual([['t0'], ['t1']]);
  });

  it('takes no more together than fit, never two topics, and a partition once, in order', async () => {
    const calls: string[][] = [];
    const together = new TakenTogether(async (batches) => {
      calls.push(batches.map(({ topic, partition }) => `${topic}${partition}`));
      await settled();
    });
    const all = [batch(0), batch(3, 400), batch(4, 100), batch(5, 99), batch(4), batch(6, 1, 'u'), batch(0)];
    await Promise.all(all.map((one) => together.take(one)));
    expect(calls).toEqual([['t0', 't3', 't5'], ['t4', 't0'], ['t4'], ['u6']]);
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
