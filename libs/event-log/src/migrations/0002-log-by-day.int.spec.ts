import { Client } from 'pg';
import { migrate, openDatabase } from '#runtime';
import { eventLogMigrations, PostgresEventLog, topics } from '../index';
import { entry } from '../../../../test/conformance/entries';
import { events, reading } from '../../../../test/conformance/reader';
import { replayed } from '../../../../test/conformance/replayed';
import { until } from '../../../../test/conformance/until';
import { freshDatabase } from '../../../../test/postgres/fresh-database';
import { EventLog0001 } from './0001-event-log';

/** Records as the first version kept them, over several days and out of the order of insertion. */
async function fill(url: string, topic: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url, options: '-c bridge.agency=*' });
  await client.connect();
  for (let position = count - 1; position >= 0; position -= 1) {
    const { key, attributes, data } = entry({ id: `old-${position}`, key: 'one-person', data: { position } });
    await client.query(
      `insert into event_log.records (topic, position, agency, origin, subject, key, appended, attributes, data)
       values ($1, $2::bigint, 'north-estates', 'website-1', 'person-1', $3, timestamptz '2026-03-28 22:00Z' + $2::bigint * interval '40 minutes', $4, $5)`,
      [topic, position, key, JSON.stringify(attributes), data],
    );
  }
  await client.query('insert into event_log.heads (topic, next) values ($1, $2)', [topic, count]);
  await client.end();
}

describe('a log laid out by topic', () => {
  it('I1: is laid out by day with every record in its order, and goes on where it ended', async () => {
    const database = await freshDatabase({ owners: [] });
    await migrate(database.url, [{ schema: 'event_log', migrations: [EventLog0001] }]);
    for (const topic of [topics.fromWebsites, topics.fromBackOffices, 'another']) await fill(database.url, topic, 120);
    await migrate(database.url, [{ schema: 'event_log', migrations: eventLogMigrations }]);
    const db = await openDatabase({ url: database.url, name: 'log', everyAgency: true });
    const log = new PostgresEventLog(db);
    for (const topic of [topics.fromWebsites, topics.fromBackOffices, 'another']) {
      await log.append(topic, [entry({ id: 'new', key: 'one-person' })]);
      const expected = [...Array.from({ length: 120 }, (_, n) => `old-${n}`), 'new'];
      const records = events(await replayed(log, topic));
      expect(records.map(({ attributes }) => attributes.id)).toEqual(expected);
      expect(records.map(({ position }) => Number(position))).toEqual(expected.map((_, n) => n));
      expect(records[7]).toMatchObject({ key: 'one-person', data: '{"position":7}', appendedAt: new Date('2026-03-29T02:40:00Z') });
      const reader = await reading(log, topic);
      await until('a group has read everything', () => reader.positions.ids.length >= 121);
      await reader.stop();
      expect(reader.positions.ids).toEqual(expected);
    }
    await log.close();
    await db.destroy();
    await database.drop();
  });
});
