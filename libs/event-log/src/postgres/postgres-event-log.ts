import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { checkEntry } from '../entry-check';
import {
  EventLog,
  type Erased,
  type LogEntry,
  type PartitionEnds,
  type PersonKey,
  type ReadFrom,
  type ReadRecord,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from '../event-log';
import { wordsOf } from '../reading/hand-over';
import { Subscriptions } from '../reading/subscriptions';
import { Wakes } from '../reading/wakes';
import { appendRows } from './appending';
import { GroupReader } from './group-reader';
import { poolOf } from './log-pool';
import { nextRecords } from './reading';

/** One per process, so that the readers of every part of it wake when any part appends. */
const wakes = new Wakes();

/** The embedded log: one partition per topic, durable as the database is. Its connection must see every agency. */
export class PostgresEventLog extends EventLog {
  readonly kind = 'postgres';
  private readonly pool: Pool;
  private readonly subscriptions = new Subscriptions();

  constructor(private readonly db: DataSource) {
    super();
    this.pool = poolOf(db);
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return;
    for (const entry of entries) checkEntry(entry);
    try {
      await appendRows(this.pool, topic, entries);
    } finally {
      // An append of unknown outcome may have something for the readers too.
      wakes.wake(topic);
    }
  }

  async subscribe(subscriber: SubscribeOptions): Promise<Subscription> {
    return this.subscriptions.begin(subscriber.topics, (topic, signal) => {
      const ends = (): Promise<PartitionEnds> => this.endsOf(topic);
      return new GroupReader({ pool: this.pool, wakes, topic, subscriber, ends }).run(signal);
    });
  }

  async *read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    const { end } = await this.endsOf(topic);
    const start = 'time' in from ? await this.firstSince(topic, from.time) : BigInt(from.positions[0] ?? 0);
    let page = this.page(topic, start, BigInt(end), undefined);
    for (;;) {
      const records = await page;
      const last = records.at(-1);
      if (!last) return;
      // The next page is on its way while this one is being used.
      page = this.page(topic, BigInt(last.position) + 1n, BigInt(end), last.appendedAt);
      // It is thrown where the page is awaited; this keeps a reader that gave up from ending the process.
      page.catch(() => undefined);
      yield { topic, partition: 0, records };
    }
  }

  async ends(topics: readonly string[]): Promise<PartitionEnds[]> {
    const rows: { topic: string; first: string | null; end: string }[] = await this.db.query(
      `select t as topic, coalesce(h.next, 0)::text as end,
         (select min(position) from event_log.records r where r.topic = t)::text as first
       from unnest($1::text[]) t left join event_log.heads h on h.topic = t`,
      [topics],
    );
    return rows.map(({ topic, first, end }) => ({ topic, partition: 0, first: first ?? end, end }));
  }

  async ready(): Promise<{ ok: boolean; warnings: string[] }> {
    try {
      const [answer] = await this.db.query(
        `select current_setting('synchronous_commit') as sync, current_setting('bridge.agency', true) as agency, to_regclass('event_log.heads') as heads`,
      );
      if (answer.heads === null) return { ok: false, warnings: ['The tables of the log are not there: migrate first'] };
      if (answer.agency !== '*') return { ok: false, warnings: ['The connection of the log does not see every agency'] };
      return { ok: true, warnings: answer.sync === 'off' ? ['synchronous_commit is off: a crash of the machine may lose events'] : [] };
    } catch (error) {
      return { ok: false, warnings: [`The database of the log does not answer: ${wordsOf(error)}`] };
    }
  }

  async erase(person: PersonKey): Promise<Erased> {
    const [, erased]: [unknown, number] = await this.db.query(
      `update event_log.records set data = '{"erased":true}' where agency = $1 and origin = $2 and subject = $3
         and data <> '{"erased":true}' and attributes not like '%"type":"person.erased"%'`,
      [person.agency, person.origin, person.subject],
    );
    return { erased };
  }

  /** Drops whole days that ended before a time, read or not. Answers how many. */
  async retain(before: Date): Promise<number> {
    const [row] = await this.db.query('select event_log.drop_days($1) as dropped', [before]);
    return row.dropped;
  }

  async close(): Promise<void> {
    await this.subscriptions.stopAll();
  }

  private async endsOf(topic: string): Promise<PartitionEnds> {
    const [ends] = await this.ends([topic]);
    return ends ?? { topic, partition: 0, first: '0', end: '0' };
  }

  private async page(topic: string, next: bigint, end: bigint, since: Date | undefined): Promise<readonly ReadRecord[]> {
    if (next >= end) return [];
    const records = await nextRecords(this.pool, topic, next, since);
    return records.filter((record) => BigInt(record.position) < end);
  }

  private async firstSince(topic: string, time: Date): Promise<bigint> {
    const [row] = await this.db.query(
      'select position::text from event_log.records where topic = $1 and appended >= $2 order by position limit 1',
      [topic, time],
    );
    return BigInt(row?.position ?? (await this.endsOf(topic)).end);
  }
}
