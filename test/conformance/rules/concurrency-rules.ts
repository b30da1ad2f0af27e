import { BatchingAppender, type EventLog, type ReadRecord } from '#event-log';
import { entry, numbered } from '../entries';
import type { LogHarness } from '../log-harness';
import { Positions, reading } from '../reader';
import { replayed } from '../replayed';
import { until } from '../until';

export function concurrencyRules(harness: () => LogHarness): void {
  it('I1: no gap and no loss while several processes write at once and one reads along', async () => {
    const topic = await harness().topic();
    const writers = await Promise.all([1, 2, 3, 4].map(() => harness().open()));
    const reader = await reading(await harness().open(), topic);
    const writes = writers.map(async (log: EventLog, writer) => {
      const appender = new BatchingAppender(log, { entries: 9 });
      await Promise.all(
        numbered(400, { prefix: `${writer}-`, key: (n) => `${writer}-${n % 5}` }).map((one) => appender.append(topic, one)),
      );
    });
    await Promise.all(writes);
    await until('everything is read', () => reader.positions.ids.length >= 1_600);
    await reader.stop();
    expect(new Set(reader.positions.ids).size).toBe(1_600);
    expect(reader.positions.ids).toHaveLength(1_600);
    expect(reader.incidents).toEqual([]);
    const perKey = Map.groupBy(reader.positions.taken, (record) => record.key);
    for (const records of perKey.values()) expect(records.map(numberOf)).toEqual(records.map(numberOf).toSorted((a, b) => a - b));
  });

  it('a writer that commits slowly loses nothing: what comes after it is not read before it', async () => {
    const slowly = harness().appendSlowly;
    if (!slowly) return;
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, [entry({ id: 'first' })]);
    const reader = await reading(await harness().open(), topic);
    const hold = Promise.withResolvers<void>();
    const slow = await slowly.call(harness(), topic, entry({ id: 'slow' }), hold.promise);
    const later = log.append(topic, [entry({ id: 'later' })]);
    await until('the first is read', () => reader.positions.ids.includes('first'));
    hold.resolve();
    await Promise.all([slow.done, later]);
    await until('all are read', () => reader.positions.ids.length >= 3);
    await reader.stop();
    expect(reader.positions.ids).toEqual(['first', 'slow', 'later']);
  });

  it('two readers of one group share the work, and no event has two effects', async () => {
    const topic = await harness().topic();
    const positions = new Positions();
    const first = await reading(await harness().open(), topic, { positions });
    const second = await reading(await harness().open(), topic, { positions });
    const log = await harness().open();
    for (let round = 0; round < 5; round += 1) await log.append(topic, numbered(40, { prefix: `${round}-` }));
    await until('everything is read', () => positions.ids.length >= 200);
    await Promise.all([first.stop(), second.stop()]);
    expect(new Set(positions.ids).size).toBe(200);
    expect(positions.ids).toHaveLength(200);
  });

  it('groups are independent: each reads everything, and one that fails holds up no other', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(30));
    const failing = await reading(await harness().open(), topic, {
      group: `failing-${topic}`,
      before: () => Promise.reject(new TypeError('the database of this group is away')),
    });
    const healthy = await reading(await harness().open(), topic, { group: `healthy-${topic}` });
    await until('the healthy group has read everything', () => healthy.positions.ids.length >= 30);
    await until('the failing group was told twice', () => failing.incidents.length >= 2);
    expect(failing.positions.ids).toEqual([]);
    expect(failing.incidents[0]).toMatchObject({ what: 'handlerFailed', fatal: false, topic });
    await Promise.all([failing.stop(), healthy.stop()]);
    expect(await replayed(log, topic)).toHaveLength(30);
  });
}

const numberOf = (record: ReadRecord): number =>
  record.malformed === undefined ? Number(record.attributes.id?.split('-')[1]) : Number.NaN;
