import { entry, numbered } from '../entries';
import type { LogHarness } from '../log-harness';
import { idOf, Positions, reading } from '../reader';
import { replayed } from '../replayed';
import { until } from '../until';

export function readingRules(harness: () => LogHarness): void {
  it('a batch that a handler refuses comes again, the same, until it is taken', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(10, { key: () => 'one-person' }));
    let refusals = 0;
    const reader = await reading(log, topic, {
      before: () => {
        if (refusals++ < 2) throw new TypeError('not now');
      },
    });
    await until('it was taken', () => reader.positions.ids.length >= 10);
    await reader.stop();
    const seen = reader.batches.slice(0, 3).map((batch) => batch.records.map(idOf).join());
    expect(seen[0]).toBe(seen[1]);
    expect(seen[1]).toBe(seen[2]);
    expect(reader.positions.ids).toEqual(numbered(10).map(({ attributes }) => attributes.id));
  });

  it('I2: a batch whose transaction was committed is not handed over again, though its handler failed afterwards', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const positions = new Positions();
    let failed = false;
    await log.append(topic, [entry({ id: 'once', key: 'k' })]);
    const reader = await reading(log, topic, {
      positions,
      before: (batch) => {
        if (failed) return;
        failed = true;
        positions.take(batch);
        throw new TypeError('the answer of the commit was lost');
      },
    });
    await until('it was told', () => reader.incidents.length >= 1);
    await log.append(topic, [entry({ id: 'next', key: 'k' })]);
    await until('the next is taken', () => positions.ids.includes('next'));
    await reader.stop();
    expect(reader.batches.map((batch) => batch.records.map(idOf))).toEqual([['once'], ['next']]);
  });

  it('I1: a reader that dies before its transaction leaves the batch to the next, whole', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(25));
    const positions = new Positions();
    const dying = await harness().open();
    const never = Promise.withResolvers<void>();
    const dead = await reading(dying, topic, { positions, before: () => never.promise });
    await until('it holds a batch', () => dead.batches.length >= 1);
    await harness().kill(dying);
    const next = await reading(await harness().open(), topic, { positions });
    await until('the next has all of it', () => positions.ids.length >= 25);
    expect(new Set(positions.ids).size).toBe(25);
    // The dead one wakes up: what it writes now comes too late and is no news.
    never.resolve();
    await next.stop();
    expect(positions.ids).toHaveLength(25);
  });

  it('a position never goes back: a reader that starts again goes on where its transaction ended', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const positions = new Positions();
    for (let round = 0; round < 3; round += 1) {
      await log.append(topic, numbered(20, { prefix: `${round}-` }));
      const reader = await reading(await harness().open(), topic, { positions });
      await until('the round is read', () => positions.ids.length >= 20 * (round + 1));
      await reader.stop();
      expect(reader.batches.flatMap((batch) => batch.records.map(idOf)).every((id) => id.startsWith(`${round}-`))).toBe(true);
    }
    const perPlace = Map.groupBy(positions.written, ({ place }) => place);
    for (const written of perPlace.values()) {
      const order = written.map(({ next }) => Number(next));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('the position in the reader’s own tables is the truth, whatever the log remembers of the group', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(12));
    const first = await reading(await harness().open(), topic);
    await until('everything is read', () => first.positions.ids.length >= 12);
    await first.stop();
    // As after a restore: the tables know nothing any more.
    const again = await reading(await harness().open(), topic);
    await until('everything is read again', () => again.positions.ids.length >= 12);
    await again.stop();
  });

  it('a group that the log has never heard of begins where its own tables say, at the very record', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(30, { key: () => 'one-person' }));
    const all = await replayed(log, topic);
    const [eleventh] = all.slice(10);
    if (!eleventh) throw new Error('30 were expected');
    const positions = new Positions();
    positions.take({ topic, partition: eleventh.partition, records: all.slice(0, 10) });
    const reader = await reading(await harness().open(), topic, { positions });
    await until('the rest is read', () => positions.ids.length >= 30);
    await reader.stop();
    expect(reader.batches.flatMap(({ records }) => records.map(idOf))).toEqual(all.slice(10).map(idOf));
    expect(reader.incidents).toEqual([]);
  });

  it('I6: a slow handler is handed one batch at a time, each of bounded size', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const text = 'x'.repeat(6_000);
    for (let round = 0; round < 6; round += 1)
      await log.append(
        topic,
        Array.from({ length: 500 }, () => entry({ key: 'one-person', data: { text } })),
      );
    let running = 0;
    let most = 0;
    const reader = await reading(log, topic, {
      before: async () => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      },
    });
    await until('everything is read', () => reader.positions.taken.length >= 3_000);
    await reader.stop();
    expect(most).toBe(1);
    for (const batch of reader.batches) {
      expect(batch.records.length).toBeLessThanOrEqual(500);
      expect(batch.records.reduce((sum, record) => sum + (record.malformed === undefined ? record.data.length : 0), 0)).toBeLessThan(
        9_000_000,
      );
    }
  });

  it('a clean stop waits for the running handler, and nothing is handed over after it', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(5, { key: () => 'one-person' }));
    const entered = Promise.withResolvers<void>();
    const hold = Promise.withResolvers<void>();
    const reader = await reading(log, topic, { before: () => (entered.resolve(), hold.promise) });
    await entered.promise;
    let stopped = false;
    const stop = reader.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    hold.resolve();
    await stop;
    const taken = reader.positions.ids.length;
    expect(taken).toBeGreaterThan(0);
    await log.append(topic, numbered(5, { key: () => 'one-person', prefix: 'after-' }));
    const next = await reading(await harness().open(), topic, { positions: reader.positions });
    await until('another reader goes on', () => next.positions.ids.length >= 10);
    await next.stop();
    expect(reader.batches.flatMap((batch) => batch.records.map(idOf)).some((id) => id.startsWith('after-'))).toBe(false);
  });

  it('I6: however many batches are read, none leaves behind what listens to a signal', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const listening = listeningToSignals();
    const reader = await reading(log, topic);
    const readEach = async (count: number): Promise<void> => {
      for (const end = reader.positions.ids.length + count; reader.positions.ids.length < end;) {
        const read = reader.positions.ids.length;
        await log.append(topic, numbered(1));
        await until('it is read', () => reader.positions.ids.length > read);
      }
    };
    try {
      await readEach(5);
      const before = listening.count();
      await readEach(30);
      expect(listening.count() - before).toBeLessThan(10);
    } finally {
      listening.end();
      await reader.stop();
    }
  });
}

/** Counts what listens to signals: whatever is not taken back stays in memory as long as the signal. */
function listeningToSignals(): { count(): number; end(): void } {
  const adding = jest.spyOn(EventTarget.prototype, 'addEventListener');
  const removing = jest.spyOn(EventTarget.prototype, 'removeEventListener');
  const ofSignals = (calls: typeof adding | typeof removing): number =>
    calls.mock.contexts.filter((target) => target instanceof AbortSignal).length;
  return {
    count: () => ofSignals(adding) - ofSignals(removing),
    end: () => {
      adding.mockRestore();
      removing.mockRestore();
    },
  };
}
