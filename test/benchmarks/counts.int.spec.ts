import { Socket } from 'node:net';
import { Client } from 'pg';
import { BatchingAppender, type EventLog, KafkaEventLog, type LogEntry, MemoryEventLog, PostgresEventLog, topics } from '#event-log';
import { openDatabase, SystemClock } from '#runtime';
import { ExchangeUnderTest, type Said } from '../../libs/delivery/test/exchange-under-test';
import { SideDelivery } from '../../libs/delivery/src/side-delivery';
import { describeWithKafka, kafkaForTests } from '../kafka/kafka-for-tests';
import { freshDatabase } from '../postgres/fresh-database';
import { eventBytes, eventText } from './load/events';
import { acceptedEntry } from './load/accepted';

/** What the database was asked while `work` ran: statements in all, and commits among them. */
async function asked(work: () => Promise<void>): Promise<{ statements: number; commits: number }> {
  const counts = { statements: 0, commits: 0 };
  const query = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text'));
    counts.statements += 1;
    if (/^commit/i.test(text)) counts.commits += 1;
    return Reflect.apply(original, this, given);
  });
  try {
    await work();
  } finally {
    query.mockRestore();
  }
  return counts;
}
const original = Client.prototype.query;

class CountedLog extends MemoryEventLog {
  readonly sizes: number[] = [];
  override async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    this.sizes.push(entries.length);
    await super.append(topic, entries);
  }
}

const thousand = Array.from({ length: 1_000 }, (_, n) => acceptedEntry('test', n, n % 100));

async function appendAtOnce(log: EventLog): Promise<void> {
  const appender = new BatchingAppender(log);
  await Promise.all(thousand.map((entry) => appender.append(topics.fromWebsites, entry)));
}

describe('a thousand events cost few round trips', () => {
  const visits: Said[] = Array.from({ length: 1_000 }, (_, n) => ({
    id: String(n),
    type: 'property.viewed',
    subject: `W${n % 100}`,
    data: { property: { system: 'listings', id: 'L-1' } },
  }));

  it('handed in at once, they are appended in two', async () => {
    const log = new CountedLog();
    await appendAtOnce(log);
    expect(log.sizes).toEqual([500, 500]);
  });

  it('in the embedded log, each append is one statement that commits itself', async () => {
    const database = await freshDatabase({ owners: ['event_log'] });
    const db = await openDatabase({ url: database.url, name: 'spec', everyAgency: true });
    const log = new PostgresEventLog(db);
    await log.append(topics.fromWebsites, thousand.slice(0, 1));
    expect(await asked(() => appendAtOnce(log))).toEqual({ statements: 2, commits: 0 });
    await log.close();
    await db.destroy();
    await database.drop();
  });

  it('taken in two batches, they cost two commits and a fixed number of statements, whoever gets them', async () => {
    const under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }, { id: 'other' }]);
    const { statements, commits } = await asked(async () => {
      await under.say('site', ...visits.slice(0, 500));
      await under.say('site', ...visits.slice(500));
    });
    expect(commits).toBe(2);
    expect(statements).toBeLessThanOrEqual(30);
    await under.close();
  });

  it('delivered to one target, they cost a look and a commit per hundred persons', async () => {
    const under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    await under.say('site', ...visits);
    const { statements, commits } = await asked(() => under.deliver());
    expect(under.http.ids('crm')).toHaveLength(1_000);
    // Taking the lanes of both sides, and one round of all persons.
    expect(commits).toBeLessThanOrEqual(3);
    expect(statements).toBeLessThanOrEqual(34);
    await under.close();
  });

  it('delivered by express, they cost two commits in all, and nothing is written that is not final', async () => {
    const under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    const { db, participants, http } = under;
    const side = new SideDelivery('reader', 'backOffice', { db, participants, http, clock: new SystemClock(), onTrouble: () => undefined });
    await side.onApplicationBootstrap();
    const batch = under.records(
      'site',
      visits.map((visit, n) => ({ ...visit, subject: `W${n % 250}` })),
    );
    // How quick the target is shows by the first.
    await side.take({ ...batch, records: batch.records.slice(0, 1) });
    const { statements, commits } = await asked(async () => {
      await side.take({ ...batch, records: batch.records.slice(1, 500) });
      await side.take({ ...batch, records: batch.records.slice(500) });
    });
    expect(http.ids('crm')).toHaveLength(1_000);
    const [written] = await db.query(`select pg_sequence_last_value(pg_get_serial_sequence('exchange.pending', 'seq')) as last`);
    expect(written).toEqual({ last: null });
    // The lanes may be renewed meanwhile, and are looked at now and then.
    expect(commits).toBeLessThanOrEqual(3);
    expect(statements).toBeLessThanOrEqual(44);
    await side.onApplicationShutdown();
    await under.close();
  });

  it('each event of the bench has the bytes it says, and is taken as it is', () => {
    expect(Buffer.byteLength(eventText('test', 12_345_678, 4_999))).toBe(eventBytes);
  });
});

const originalWrite = Socket.prototype.write;

describeWithKafka('a thousand events on Kafka', () => {
  it('handed in at once, they are sent in two requests, whatever partitions they go to', async () => {
    let requests = 0;
    const write = jest.spyOn(Socket.prototype, 'write').mockImplementation(function (this: Socket, ...given: unknown[]) {
      const [first] = given;
      // A request to produce: four bytes of length, then its key in the Kafka protocol, which is 0.
      if (Buffer.isBuffer(first) && first.length > 8 && first.readInt16BE(4) === 0) requests += 1;
      return Reflect.apply(originalWrite, this, given);
    });
    try {
      const { brokers, topic } = await kafkaForTests();
      const name = await topic({ partitions: 12 });
      const log = new KafkaEventLog({ brokers, clientId: 'bridge' });
      await log.append(name, thousand.slice(0, 1));
      expect(requests).toBe(1);
      const appender = new BatchingAppender(log);
      await Promise.all(thousand.map((entry) => appender.append(name, entry)));
      expect(requests).toBe(3);
      await log.close();
    } finally {
      write.mockRestore();
    }
  }, 400_000);
});
