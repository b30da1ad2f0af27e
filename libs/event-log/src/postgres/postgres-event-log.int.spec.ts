import { Client } from 'pg';
import { openDatabase } from '#runtime';
import { type EventLog, PostgresEventLog } from '../index';
import { conformsAsEventLog } from '../../../../test/conformance/event-log.conformance';
import { entry } from '../../../../test/conformance/entries';
import type { LogHarness } from '../../../../test/conformance/log-harness';
import { Wire } from '../../../../test/conformance/wire';
import { freshDatabase } from '../../../../test/postgres/fresh-database';
import { appendQuery } from './insert';

interface Opened {
  readonly log: EventLog;
  readonly wire: Wire;
  /** Resolves when an idle connection was found broken. */
  readonly broken: Promise<void>;
  close(): Promise<void>;
}

/** What the server answers once the rows of an append are committed. */
const tookRows = (answer: Buffer): boolean => /INSERT 0 [1-9]/.test(answer.toString('latin1'));

async function openedAt(url: string, losesAnswer?: (answer: Buffer) => boolean): Promise<Opened> {
  const address = new URL(url);
  const wire = await Wire.to({ host: address.hostname, port: Number(address.port) }, losesAnswer);
  address.hostname = '127.0.0.1';
  address.port = String(wire.port);
  const broken = Promise.withResolvers<void>();
  const db = await openDatabase({ url: address.toString(), name: 'log', max: 5, everyAgency: true, onBroken: () => broken.resolve() });
  const log = new PostgresEventLog(db);
  const close = async (): Promise<void> => {
    await log.close();
    await db.destroy();
    await wire.cut();
  };
  return { log, wire, broken: broken.promise, close };
}

async function postgres(): Promise<LogHarness> {
  const database = await freshDatabase({ owners: ['event_log'] });
  const client = new Client({ connectionString: database.url, options: '-c bridge.agency=*' });
  await client.connect();
  const all: Opened[] = [];
  const open = async (losesAnswer?: (answer: Buffer) => boolean): Promise<Opened> => {
    const opened = await openedAt(database.url, losesAnswer);
    all.push(opened);
    return opened;
  };
  let topics = 0;
  return {
    topic: async () => `topic-${(topics += 1)}`,
    open: async () => (await open()).log,
    kill: async (log) => all.find((opened) => opened.log === log)?.wire.cut(),
    putMalformed: async (topic) => {
      await client.query(appendQuery(topic, [{ key: 'stranger', attributes: { hello: 'there' }, data: 'no event' }]));
    },
    openLosingAnswer: async () => (await open(tookRows)).log,
    openUnreachable: async () => {
      const { log, wire, broken } = await open();
      await wire.cut();
      await broken;
      return log;
    },
    appendSlowly: async (topic, slow, hold) => {
      await client.query('begin');
      await client.query(appendQuery(topic, [slow]));
      return { done: hold.then(async () => void (await client.query('commit'))) };
    },
    expire: async (topic) => void (await client.query('delete from event_log.records where topic = $1', [topic])),
    close: async () => {
      await Promise.all(all.map((opened) => opened.close()));
      await client.end();
      await database.drop();
    },
  };
}

conformsAsEventLog('the log in PostgreSQL', postgres);

describe('the log in PostgreSQL alone', () => {
  it('drops days that are over, read or not, and keeps the day that is not', async () => {
    const database = await freshDatabase({ owners: ['event_log'] });
    const db = await openDatabase({ url: database.url, name: 'log', everyAgency: true });
    const log = new PostgresEventLog(db);
    await log.append('topic', [entry()]);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await log.retain(new Date())).toBe(0);
    expect(await log.ends(['topic'])).toEqual([{ topic: 'topic', partition: 0, first: '0', end: '1' }]);
    expect(await log.retain(tomorrow)).toBe(1);
    expect(await log.ends(['topic'])).toEqual([{ topic: 'topic', partition: 0, first: '1', end: '1' }]);
    await log.close();
    await db.destroy();
    await database.drop();
  });
});
