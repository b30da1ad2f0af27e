import { digestOf } from '#delivery';
import type { Notification } from '#mapping';
import { canonicalJson } from '#people-exchange';
import type { DataSource, EntityManager } from 'typeorm';
import type { Connection } from '../setting-up/connection';

/** Notifications of one record, taken together. */
export interface RecordDue {
  readonly agency: string;
  readonly connection: string;
  readonly record: string;
  readonly vendorId: string;
  readonly seqs: readonly string[];
  readonly attempts: number;
  /** From the oldest to the newest. */
  readonly told: readonly { readonly topic: string; readonly value: unknown; readonly at: string | null }[];
}

/** Longer than the longest reading of a record takes; who takes longer is thought dead, and another takes over. */
const claimSeconds = 60;

/** What vendors told, and what the bridge wrote there itself, until the record was read. */
export class Notifications {
  constructor(private readonly db: DataSource) {}

  /** Keeps notifications; the same content of one record that still waits is kept once. Answers how many are new. */
  async keep(connection: Connection, found: readonly Notification[], o: { now: Date; waitMs: number }): Promise<number> {
    if (found.length === 0) return 0;
    const due = new Date(o.now.getTime() + o.waitMs);
    const content = found.map(({ topic, version, at, value }) => digestOf(topic, version ?? '', at ?? '', canonicalJson(value ?? null)));
    return this.db.transaction(async (manager) => {
      const kept: unknown[] = await manager.query(
        `insert into connections.notifications (agency, connection, topic, record, vendor_id, content, version, happened_at, value, person, due_at, received_at)
         select $1, $2, t, r, i, c, v, h, o, p, $3::timestamptz, $4::timestamptz from (
           select distinct on (r, i, c) x.* from unnest($5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::timestamptz[], $11::jsonb[],
             $12::text[]) with ordinality x(t, r, i, c, v, h, o, p, place) order by r, i, c, place) x
         where not exists (select from connections.notifications n where n.agency = $1 and n.connection = $2 and n.record = r and n.vendor_id = i
           and n.content = c and n.state = 'waiting' and n.attempts = 0) order by place returning 1`,
        [
          connection.agency,
          connection.id,
          due,
          o.now,
          found.map(({ topic }) => topic.slice(0, 200)),
          found.map(({ record }) => record),
          found.map(({ id }) => id),
          content,
          found.map(({ version }) => version ?? null),
          found.map(({ at }) => (at !== undefined && !Number.isNaN(Date.parse(at)) ? at : null)),
          found.map(({ value }) => (value === undefined ? null : JSON.stringify(value))),
          found.map(({ person }) => person ?? null),
        ],
      );
      await heard(manager, connection, found, o.now);
      return kept.length;
    });
  }

  /**
   * Records whose turn it is, claimed for a while; each with all that waits for it, also what was to wait longer; but not what the
   * bridge is about to write there. What names a person waits for all that was told of the person before.
   */
  async claim(now: Date, most: number): Promise<readonly RecordDue[]> {
    const rows: {
      agency: string;
      connection: string;
      record: string;
      vendorId: string;
      seqs: string[];
      attempts: number;
      told: RecordDue['told'];
    }[] = await this.db.query(
      `with due as (
         select agency, connection, record, vendor_id, min(due_at) as at from connections.notifications w where state = 'waiting' and (settled or due_at <= $1)
         and (person is null or not exists (select from connections.notifications e where e.agency = w.agency and e.connection = w.connection
           and e.person = w.person and e.state = 'waiting' and e.seq < w.seq and (e.record, e.vendor_id) <> (w.record, w.vendor_id)))
         group by 1, 2, 3, 4 having min(due_at) <= $1 and max(claimed_until) <= $1 order by at limit $2),
       mine as (
         select n.seq from connections.notifications n join due d using (agency, connection, record, vendor_id)
         where n.state = 'waiting' and n.claimed_until <= $1 and (n.settled or n.due_at <= $1) order by n.seq for update of n skip locked),
       taken as (
         update connections.notifications n set claimed_until = $1::timestamptz + make_interval(secs => ${claimSeconds}), attempts = n.attempts + 1
         from mine where n.seq = mine.seq returning n.*)
       select agency, connection, record, vendor_id as "vendorId", array_agg(seq::text order by seq) as seqs, max(attempts) as attempts,
           json_agg(json_build_object('topic', topic, 'value', value, 'at', happened_at) order by seq) as told
         from taken group by 1, 2, 3, 4`,
      [now, most],
    );
    return rows;
  }

  /** Tries again later, all of them at once. */
  async later(due: RecordDue, at: Date): Promise<void> {
    await this.db.query(`update connections.notifications set due_at = $2, claimed_until = '-infinity' where seq = any($1)`, [
      due.seqs,
      at,
    ]);
  }

  /** For somebody to look at. */
  async park(due: RecordDue, reason: string): Promise<void> {
    await this.db.query(`update connections.notifications set state = 'parked', reason = $2 where seq = any($1)`, [
      due.seqs,
      reason.slice(0, 2_000),
    ]);
  }

  /** What could not even be read as notifications: kept as it came. */
  async parkUnread(connection: Connection, body: string, reason: string, now: Date): Promise<void> {
    await this.db.query(
      `insert into connections.notifications (agency, connection, topic, record, vendor_id, content, value, state, reason, due_at, received_at)
       values ($1, $2, '', '', '', $3, $4, 'parked', $5, $6, $6)`,
      [connection.agency, connection.id, digestOf(body), JSON.stringify(body.slice(0, 65_536)), reason.slice(0, 2_000), now],
    );
  }
}

export async function endNotifications(manager: EntityManager, seqs: readonly string[]): Promise<void> {
  await manager.query('delete from connections.notifications where seq = any($1)', [seqs]);
}

/** When each topic was last heard; a sweep that finds what no topic told shows a silence (X6). */
async function heard(manager: EntityManager, { agency, id }: Connection, found: readonly Notification[], now: Date): Promise<void> {
  const counts = new Map<string, number>();
  for (const { topic } of found) counts.set(topic.slice(0, 200), (counts.get(topic.slice(0, 200)) ?? 0) + 1);
  await manager.query(
    `insert into connections.topics as t (agency, connection, topic, first_at, last_at, heard)
     select $1, $2, x.topic, $3, $3, x.n from unnest($4::text[], $5::bigint[]) x(topic, n) order by x.topic
     on conflict (agency, connection, topic) do update set last_at = greatest(t.last_at, excluded.last_at), heard = t.heard + excluded.heard`,
    [agency, id, now, [...counts.keys()], [...counts.values()]],
  );
}
