import { AppendUnknown, BatchingAppender, EntryTooLarge, LogUnavailable, type ReadRecord } from '#event-log';
import { entry, numbered } from '../entries';
import type { LogHarness } from '../log-harness';
import { events, idOf } from '../reader';
import { replayed } from '../replayed';

export function appendRules(harness: () => LogHarness): void {
  it('I1: what append resolved for is in the log, whatever becomes of the process that appended', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(20));
    await harness().kill(log);
    expect((await replayed(await harness().open(), topic)).map(idOf).sort()).toEqual(
      numbered(20)
        .map(({ attributes }) => attributes.id)
        .sort(),
    );
  });

  it('an event comes back as it went in: key, attributes and data', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const sent = entry({ data: { text: 'Zoë 🏠 \u2028 "quoted" \\', nul: '\u0000', price: '199950.00' } });
    const before = Date.now();
    await log.append(topic, [sent]);
    const [got] = events(await replayed(log, topic));
    expect(got).toMatchObject({ topic, key: sent.key, data: sent.data });
    expect({ ...got?.attributes }).toEqual(sent.attributes);
    expect(Math.abs((got?.appendedAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });

  it('I3: events of one key are read in the order in which they were appended', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const appender = new BatchingAppender(log);
    await Promise.all(numbered(2_000).map((one) => appender.append(topic, one)));
    await appender.close();
    expect(appender.counts.batches).toBeLessThan(200);
    const perKey = Map.groupBy(await replayed(log, topic), (record: ReadRecord) => record.key);
    expect(perKey.size).toBe(7);
    for (const records of perKey.values()) {
      const order = records.map((record) => Number(idOf(record)));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('an append whose answer was lost is "unknown", and sending it again is safe', async () => {
    const topic = await harness().topic();
    const log = await harness().openLosingAnswer();
    const sent = numbered(5, { key: () => 'one-person' });
    const refused: unknown = await log.append(topic, sent).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppendUnknown);
    expect(refused).toMatchObject({ code: 'appendUnknown', retriable: true });
    const again = await harness().open();
    await again.append(topic, sent);
    await again.append(topic, [entry({ id: 'later', key: 'one-person' })]);
    const ids = (await replayed(again, topic)).map(idOf);
    // Each id comes first in its order; that it comes twice is what the inbox is for.
    expect([...new Set(ids)]).toEqual(['0', '1', '2', '3', '4', 'later']);
  });

  it('a log that cannot be reached says that nothing was appended', async () => {
    const unreachable = await harness().openUnreachable?.();
    if (!unreachable) return;
    const topic = await harness().topic();
    await expect(unreachable.append(topic, [entry()])).rejects.toBeInstanceOf(LogUnavailable);
    expect((await unreachable.ready()).ok).toBe(false);
    expect(await replayed(await harness().open(), topic)).toEqual([]);
  });

  it('I9: an entry that is too large is refused for good, and nothing of its append is in the log', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const large = entry({ data: { text: 'x'.repeat(1_100_000) } });
    const refused: unknown = await log.append(topic, [entry(), large]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EntryTooLarge);
    expect(refused).toMatchObject({ code: 'entryTooLarge', retriable: false });
    expect(await replayed(log, topic)).toEqual([]);
  });
}
