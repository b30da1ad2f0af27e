import type { DataSource } from 'typeorm';
import { lift } from '#people-exchange';
import { ownSubject } from '../identity/own-subject';
import { nearBodyOf, stateBodyOf } from '../echo/state-of';
import type { Target } from '../participants/target';
import { addressed } from '../routing/addressed';

interface Row {
  seq: string;
  key: string;
  received: Date;
  event: string;
  own: string | null;
  person: string;
}

/** Moves what is due for feed participants into their feeds, numbered under the feed's lock, so that a reader misses none. */
export async function fillFeeds(db: DataSource, feeds: readonly Target[], now: Date, onTrouble: (message: string) => void): Promise<void> {
  const due: { agency: string; target: string }[] = await db.query(
    `select x.agency, x.target from unnest($1::text[], $2::text[]) x(agency, target) where exists (select from exchange.queues q where q.agency = x.agency and q.target = x.target)`,
    [feeds.map((feed) => feed.agency), feeds.map((feed) => feed.id)],
  );
  for (const { agency, target } of due) {
    // One feed's trouble is not another's.
    await fillOne(db, agency, target, now).catch((error: unknown) =>
      onTrouble(`The feed of ${target} could not be filled and is tried again: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

async function fillOne(db: DataSource, agency: string, target: string, now: Date): Promise<void> {
  await db.transaction(async (manager) => {
    const [{ next }] = await manager.query('select next::text from exchange.feeds where agency = $1 and participant = $2 for update', [
      agency,
      target,
    ]);
    const rows: Row[] = await manager.query(
      `select p.seq::text, p.key, p.received, p.person, coalesce(p.data, i.event) as event,
         ${ownSubject('p.agency', 'p.target', 'p.person')} as own
       from exchange.pending p join exchange.inbox i on i.received = p.received and i.key = p.key
       where p.agency = $1 and p.target = $2 and p.state = 'due' order by p.seq limit 200 for update of p`,
      [agency, target],
    );
    await manager.query(`delete from exchange.queues q where q.agency = $1 and q.target = $2 and q.last_seq <= $3`, [
      agency,
      target,
      rows.length < 200 ? (rows.at(-1)?.seq ?? '9223372036854775807') : '-1',
    ]);
    if (rows.length === 0) return;
    const told = rows.map((row) => addressed(lift(JSON.parse(row.event)), row.own ?? row.person, target));
    await manager.query(
      `insert into exchange.feed_items (agency, participant, cursor, seq, key, received, event, body, near, at)
       select $1, $2, $3::bigint + n - 1, s, k, r, e, b, m, $10 from unnest($4::bigint[], $5::uuid[], $6::timestamptz[], $7::text[], $8::uuid[], $9::uuid[]) with ordinality x(s, k, r, e, b, m, n)`,
      [
        agency,
        target,
        next,
        rows.map((row) => row.seq),
        rows.map((row) => row.key),
        rows.map((row) => row.received),
        told.map((event) => JSON.stringify(event)),
        told.map((event) => stateBodyOf(event)),
        told.map((event) => nearBodyOf(event)),
        now,
      ],
    );
    await manager.query('update exchange.feeds set next = next + $3 where agency = $1 and participant = $2', [agency, target, rows.length]);
    await manager.query(`update exchange.pending set state = 'fed', since = $2 where seq = any($1)`, [rows.map((row) => row.seq), now]);
  });
}
