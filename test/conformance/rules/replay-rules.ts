import { entry, numbered } from '../entries';
import type { LogHarness } from '../log-harness';
import { events, idOf, reading } from '../reader';
import { replayed } from '../replayed';
import { until } from '../until';

export function replayRules(harness: () => LogHarness): void {
  it('replay goes from a position up to the end as it stood at the call', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const key = (): string => 'one-person';
    // More than a log hands over at once, so that the later ones are there before the rest is fetched.
    await log.append(topic, numbered(3_000, { key }));
    const all = await replayed(log, topic);
    expect(all.map(idOf)).toEqual(numbered(3_000).map(({ attributes }) => attributes.id));
    const middle = all[700];
    if (!middle) throw new Error('700 were expected');
    const seen: string[] = [];
    for await (const batch of log.read(topic, { positions: { [middle.partition]: middle.position } })) {
      if (seen.length === 0) await log.append(topic, numbered(10, { key, prefix: 'later-' }));
      if (batch.partition === middle.partition) seen.push(...batch.records.map(idOf));
    }
    expect(seen).toEqual(
      numbered(3_000)
        .slice(700)
        .map(({ attributes }) => attributes.id),
    );
  });

  it('replay goes from a time', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const key = (): string => 'one-person';
    await log.append(topic, numbered(3, { key, prefix: 'old-' }));
    const newest = (await replayed(log, topic)).at(-1)?.appendedAt.getTime() ?? 0;
    // The clock of the log has to move on, or both lie in one millisecond.
    await until('the clock moved on', () => Date.now() > newest + 20);
    await log.append(topic, numbered(3, { key, prefix: 'new-' }));
    expect((await replayed(log, topic, { time: new Date(newest + 10) })).map(idOf)).toEqual(['new-0', 'new-1', 'new-2']);
    expect(await replayed(log, topic, { time: new Date(Date.now() + 3_600_000) })).toEqual([]);
    expect(await replayed(log, topic, { time: new Date(0) })).toHaveLength(6);
  });

  it('a replay that is given up half-way leaves nothing running', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(900, { key: () => 'one-person' }));
    for await (const batch of log.read(topic, { positions: {} })) {
      expect(batch.records.length).toBeGreaterThan(0);
      break;
    }
    expect(await replayed(log, topic)).toHaveLength(900);
  });

  it('the lag is the end less the position', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const total = async (): Promise<number> =>
      (await log.ends([topic])).reduce((sum, { first, end }) => sum + Number(end) - Number(first), 0);
    expect(await total()).toBe(0);
    await log.append(topic, numbered(40));
    expect(await total()).toBe(40);
    const reader = await reading(log, topic);
    await until('everything is read', () => reader.positions.ids.length >= 40);
    await reader.stop();
    for (const { topic: of, partition, end, first } of await log.ends([topic])) {
      expect(reader.positions.of(of, partition) ?? first).toBe(end);
    }
  });

  it('erasing a person blanks what was said of them, or says how long it stays', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    const subject = `person-of-${topic}`;
    await log.append(topic, [entry({ id: 'theirs', subject }), entry({ id: 'others', subject: `${subject}-2` })]);
    const { erased, remains } = await log.erase({ agency: 'north-estates', origin: 'website-1', subject });
    const data = Object.fromEntries(events(await replayed(log, topic)).map((record) => [idOf(record), record.data]));
    if (erased === 0) return expect(remains).toMatch(/retention/);
    expect(erased).toBe(1);
    expect(data).toEqual({ theirs: '{"erased":true}', others: entry().data });
  });
}
