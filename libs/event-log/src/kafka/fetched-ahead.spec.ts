import type { KafkaMessage } from 'kafkajs';
import { FetchedAhead } from './fetched-ahead';

const message = (offset: number, bytes = 10): KafkaMessage => ({
  key: null,
  value: Buffer.alloc(bytes),
  timestamp: '0',
  headers: {},
  attributes: 0,
  offset: String(offset),
});
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Call {
  readonly what: string;
  end(goOn?: boolean): void;
}

function underTest(partitionsAtOnce: number): { ahead: FetchedAhead; calls: Call[]; put(partition: number, ...offsets: number[]): void } {
  const calls: Call[] = [];
  const ahead = new FetchedAhead({
    partitionsAtOnce,
    batchSize: 3,
    mostBytes: 100,
    take: ({ partition }, messages) =>
      new Promise((resolve) => {
        const what = `${partition}: ${messages.map(({ offset }) => offset).join(' ')}`;
        calls.push({ what, end: (goOn = true) => resolve(goOn) });
      }),
  });
  const put = (partition: number, ...offsets: number[]): void =>
    ahead.put(
      { topic: 't', partition },
      offsets.map((offset) => message(offset)),
    );
  return { ahead, calls, put };
}
const said = (calls: readonly Call[]): string[] => calls.map(({ what }) => what);

describe('what is fetched ahead', () => {
  it('I3: one partition’s batches follow each other, and what came meanwhile goes together', async () => {
    const { calls, put } = underTest(4);
    put(0, 1);
    put(0, 2);
    put(0, 3, 4);
    put(1, 1);
    expect(said(calls)).toEqual(['0: 1', '1: 1']);
    calls[0]?.end();
    await settled();
    expect(said(calls).slice(2)).toEqual(['0: 2 3 4']);
    put(0, 5);
    calls[2]?.end();
    await settled();
    expect(said(calls).slice(3)).toEqual(['0: 5']);
  });

  it('partitions take turns, so many at once', async () => {
    const { calls, put } = underTest(1);
    put(0, 1, 2, 3, 4);
    put(1, 1);
    expect(said(calls)).toEqual(['0: 1 2 3']);
    calls[0]?.end();
    await settled();
    calls[1]?.end();
    await settled();
    expect(said(calls)).toEqual(['0: 1 2 3', '1: 1', '0: 4']);
  });

  it('I6: no more is wanted while enough waits for its turn, and what is being taken waits no more', async () => {
    const { ahead, calls, put } = underTest(1);
    let room = 0;
    const ask = (): void => void ahead.whenRoom(() => true).then(() => (room += 1));
    put(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    ask();
    await settled();
    expect(room).toBe(1);
    put(0, 10, 11, 12, 13);
    ask();
    await settled();
    // Three are being taken, ten wait.
    expect(room).toBe(1);
    calls[0]?.end();
    await settled();
    expect(room).toBe(2);
  });

  it('whoever waits for room waits no longer than it is of use', async () => {
    const { ahead, put } = underTest(1);
    put(0, ...Array.from({ length: 20 }, (_, offset) => offset));
    let isWanted = true;
    const waiting = ahead.whenRoom(() => isWanted);
    isWanted = false;
    ahead.lookAgain();
    await expect(waiting).resolves.toBeUndefined();
  });

  it('tells when a partition is taken wholly, and takes nothing more when it is told so', async () => {
    const { ahead, calls, put } = underTest(1);
    put(0, 1, 2, 3, 4);
    put(1, 1);
    let taken = false;
    void ahead.taken({ topic: 't', partition: 0 }).then(() => (taken = true));
    calls[0]?.end();
    await settled();
    expect(taken).toBe(false);
    calls[1]?.end(false);
    await settled();
    expect([said(calls), taken]).toEqual([['0: 1 2 3', '1: 1'], true]);
    put(2, 1);
    await settled();
    expect(calls).toHaveLength(2);
  });
});
