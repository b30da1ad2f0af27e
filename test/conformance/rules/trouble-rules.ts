import { entry, numbered } from '../entries';
import type { LogHarness } from '../log-harness';
import { idOf, Positions, reading } from '../reader';
import { replayed } from '../replayed';
import { until } from '../until';

export function troubleRules(harness: () => LogHarness): void {
  it('a malformed record is handed over as such and does not stop the reader', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, [entry({ id: 'before' })]);
    await harness().putMalformed(topic);
    await log.append(topic, [entry({ id: 'after' })]);
    const reader = await reading(log, topic);
    await until('all three are read', () => reader.positions.ids.length >= 3);
    await reader.stop();
    expect(reader.positions.ids.toSorted()).toEqual(['after', 'before', 'malformed']);
    const malformed = reader.positions.taken.find((record) => record.malformed !== undefined);
    expect(malformed?.malformed).toMatch(/\w{3}/);
    expect(malformed !== undefined && 'raw' in malformed && Buffer.isBuffer(malformed.raw)).toBe(true);
    expect((await replayed(log, topic)).map(idOf).toSorted()).toEqual(['after', 'before', 'malformed']);
  });

  it('records that were gone before they were read are an incident, and the reader goes on with what there is', async () => {
    if (!harness().expire) return;
    const topic = await harness().topic();
    const log = await harness().open();
    const key = (): string => 'one-person';
    const positions = new Positions();
    await log.append(topic, numbered(10, { key, prefix: 'read-' }));
    const first = await reading(await harness().open(), topic, { positions });
    await until('the first are read', () => positions.ids.length >= 10);
    await first.stop();
    await log.append(topic, numbered(10, { key, prefix: 'lost-' }));
    await harness().expire?.(topic);
    await log.append(topic, numbered(10, { key, prefix: 'new-' }));
    const second = await reading(await harness().open(), topic, { positions });
    await until('the new are read', () => positions.ids.length >= 20);
    await second.stop();
    expect(positions.ids.slice(10)).toEqual(numbered(10, { prefix: 'new-' }).map(({ attributes }) => attributes.id));
    expect(second.incidents).toEqual([expect.objectContaining({ what: 'jump', fatal: false, topic })]);
    expect(second.incidents[0]?.message).toContain('10 records');
  });

  it('a position beyond the end is an incident; nothing is passed over in silence', async () => {
    const topic = await harness().topic();
    const log = await harness().open();
    await log.append(topic, numbered(3, { key: () => 'one-person' }));
    const partition = (await replayed(log, topic))[0]?.partition ?? 0;
    const positions = new Positions();
    const places = (await log.ends([topic])).map((place) => place.partition);
    for (const place of places) {
      const lost = { topic, partition: place, position: place === partition ? '1000' : '0', appendedAt: new Date(), key: null };
      if (place === partition) positions.take({ topic, partition: place, records: [{ ...lost, raw: Buffer.alloc(0), malformed: 'lost' }] });
    }
    const reader = await reading(log, topic, { positions });
    await until('it was told', () => reader.incidents.some(({ what }) => what === 'pastEnd'));
    await log.append(topic, numbered(3, { key: () => 'one-person' }));
    await reader.stop();
    expect(positions.taken).toHaveLength(1);
  });

  it('says whether it is ready, and of what an operator should know', async () => {
    const log = await harness().open();
    expect(await log.ready()).toEqual({ ok: true, warnings: expect.any(Array) });
  });
}
