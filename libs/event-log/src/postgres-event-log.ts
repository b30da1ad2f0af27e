import type { DataSource, QueryRunner } from 'typeorm';
import { AppendUnknown, LogUnavailable } from './errors';
import {
  EventLog,
  type LogEntry,
  type LogRecord,
  type ReadFrom,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
} from './event-log';
import { handOver, rest } from './reader-loop';

interface Row {
  position: string;
  key: string;
  appended: Date;
  attributes: string;
  data: string;
}

const batchSize = 500;
const pollMs = 100;

/**
 * The embedded log. A topic's head row is locked around insert and commit, so positions become visible in their own order
 * and no reader can pass over one that is still being written.
 */
export class PostgresEventLog extends EventLog {
  readonly kind = 'postgres';
  private readonly wakes = new Map<string, Set<() => void>>();

  constructor(private readonly db: DataSource) {
    super();
  }

  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const runner = this.db.createQueryRunner();
    let sent = false;
    try {
      await runner.connect().catch((cause: unknown) => {
        throw new LogUnavailable('The database of the log does not answer', cause);
      });
      await runner.startTransaction();
      await runner.query('insert into event_log.heads (topic, next) values ($1, 0) on conflict do nothing', [topic]);
      const head: [{ first: string }[], number] = await runner.query(
        'update event_log.heads set next = next + $2 where topic = $1 returning (next - $2)::text as first',
        [topic, entries.length],
      );
      const first = head[0][0]?.first ?? '0';
      await runner.query(
        `insert into event_log.records (topic, position, agency, origin, subject, key, attributes, data)
         select $1, $2::bigint + n - 1, a, o, s, k, t, d from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) with ordinality as x(a, o, s, k, t, d, n)`,
        [
          topic,
          first,
          entries.map((e) => e.attributes.agency ?? ''),
          entries.map((e) => e.attributes.origin ?? ''),
          entries.map((e) => e.attributes.subject ?? null),
          entries.map((e) => e.key),
          entries.map((e) => JSON.stringify(e.attributes)),
          entries.map((e) => e.data),
        ],
      );
      sent = true;
      await runner.commitTransaction();
    } catch (error) {
      // The first failure is the one to tell; the connection is given up anyway.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      if (error instanceof LogUnavailable) throw error;
      // Only an answer lost after the commit was sent leaves the outcome open.
      if (sent) throw new AppendUnknown({ topic, entries: entries.length }, error);
      throw new LogUnavailable('The log could not be written', error);
    } finally {
      // A connection that cannot be given back was closed by the server.
      await runner.release().catch(() => undefined);
    }
    for (const wake of this.wakes.get(topic) ?? []) wake();
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const stopping = new AbortController();
    const loops = options.topics.map((topic) => this.hold(topic, options, stopping.signal));
    return {
      stop: async () => {
        stopping.abort();
        await Promise.all(loops);
      },
    };
  }

  async *read(topic: string, from: ReadFrom): AsyncIterable<RecordBatch> {
    const [head] = await this.ends([topic]);
    const end = BigInt(head?.end ?? 0);
    let next = 'positions' in from ? BigInt(from.positions[0] ?? 0) : await this.firstAfter(topic, from.time);
    while (next < end) {
      const records = (await this.rows(topic, next)).filter((record) => BigInt(record.position) < end);
      const last = records.at(-1);
      if (!last) return;
      yield { topic, partition: 0, records };
      next = BigInt(last.position) + 1n;
    }
  }

  async ends(topics: readonly string[]): Promise<{ topic: string; partition: number; first: string; end: string }[]> {
    const rows: { topic: string; end: string; first: string }[] = await this.db.query(
      `select t as topic, coalesce(h.next, 0)::text as end, coalesce((select min(position) from event_log.records r where r.topic = t), 0)::text as first
       from unnest($1::text[]) t left join event_log.heads h on h.topic = t`,
      [topics],
    );
    return rows.map((row) => ({ ...row, partition: 0 }));
  }

  async ready(): Promise<{ ok: boolean; warnings: string[] }> {
    const ok = await this.db.query('select 1').then(
      () => true,
      () => false,
    );
    return { ok, warnings: ok ? [] : ['The database of the log does not answer'] };
  }

  async close(): Promise<void> {
    this.wakes.clear();
  }

  /** Blanks what one person's records say; position and id stay. */
  async erase(who: { agency: string; origin: string; subject: string }): Promise<void> {
    await this.db.query(
      `update event_log.records set data = '{"erased":true}' where agency = $1 and origin = $2 and subject = $3 and attributes not like '%"type":"person.erased"%'`,
      [who.agency, who.origin, who.subject],
    );
  }

  /** Keeps one reader per group and topic, over all processes; takes over when the holder is gone. */
  private async hold(topic: string, options: SubscribeOptions, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const runner = this.db.createQueryRunner();
      try {
        await runner.connect();
        const [{ held }] = await runner.query(`select pg_try_advisory_lock(hashtextextended($1, 7)) as held`, [
          `reader:${options.group}:${topic}`,
        ]);
        if (held) await this.follow(topic, options, signal, runner);
        else await rest(500, signal);
      } catch (error) {
        options.onIncident({
          what: 'handlerFailed',
          message: `Reading ${topic} was interrupted and starts again: ${error instanceof Error ? error.message : String(error)}`,
          fatal: false,
        });
        await rest(500, signal);
      } finally {
        // The lock went with the connection where it is lost.
        await runner.query('select pg_advisory_unlock_all()').catch(() => undefined);
        // A connection that cannot be given back was closed by the server.
        await runner.release().catch(() => undefined);
      }
    }
  }

  private async follow(topic: string, options: SubscribeOptions, signal: AbortSignal, runner: QueryRunner): Promise<void> {
    let next = BigInt((await options.positionOf(topic, 0)) ?? 0);
    let wake = (): void => undefined;
    const awakened = (): void => wake();
    const wakes = this.wakes.get(topic) ?? new Set();
    this.wakes.set(topic, wakes.add(awakened));
    try {
      while (!signal.aborted) {
        const records = await this.rows(topic, next, runner);
        const last = records.at(-1);
        if (!last) {
          await Promise.race([rest(pollMs, signal), new Promise<void>((resolve) => void (wake = resolve))]);
          continue;
        }
        if (
          await handOver(
            { topic, partition: 0, records },
            { handle: (batch) => options.handle(batch), onIncident: (incident) => options.onIncident(incident), signal },
          )
        )
          next = BigInt(last.position) + 1n;
      }
    } finally {
      wakes.delete(awakened);
    }
  }

  private async rows(topic: string, next: bigint, runner?: QueryRunner): Promise<LogRecord[]> {
    const sql = `select r.position::text, r.key, r.appended, r.attributes, r.data from event_log.records r where r.topic = $1 and r.position >= $2 order by r.position limit ${batchSize}`;
    const rows: Row[] = await (runner ?? this.db).query(sql, [topic, next.toString()]);
    return rows.map((row) => ({
      topic,
      partition: 0,
      position: row.position,
      key: row.key,
      appendedAt: row.appended,
      attributes: JSON.parse(row.attributes),
      data: row.data,
    }));
  }

  private async firstAfter(topic: string, time: Date): Promise<bigint> {
    const [row] = await this.db.query('select min(position)::text as first from event_log.records where topic = $1 and appended >= $2', [
      topic,
      time,
    ]);
    return BigInt(row?.first ?? (await this.ends([topic]))[0]?.end ?? 0);
  }
}
