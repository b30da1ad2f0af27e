import type { DataSource } from 'typeorm';
import { lift, mapPersonRefs, personIdOf, type AcceptedEvent } from '#people-exchange';
import type { Target } from '../participants/target';

interface Row {
  seq: string;
  key: string;
  received: Date;
  event: string;
  own: string | null;
  person: string;
}

/** Moves what is due for feed participants into their feeds, numbered under the feed's lock, so that a reader misses none. */
export async function fillFeeds(db: DataSource, feeds: readonly Target[]): Promise<void> {
  for (const feed of feeds) {
    const [{ due }] = await db.query(`select exists(select from exchange.queues where agency = $1 and target = $2) as due`, [
      feed.agency,
      feed.id,
    ]);
    if (due) await fillOne(db, feed);
  }
}

async function fillOne(db: DataSource, feed: Target): Promise<void> {
  await db.transaction(async (manager) => {
    const [{ next }] = await manager.query('select next::text from exchange.feeds where agency = $1 and participant = $2 for update', [
      feed.agency,
      feed.id,
    ]);
    const rows: Row[] = await manager.query(
      `select p.seq::text, p.key, p.received, p.person, coalesce(p.data, i.event) as event,
         (select o.subject from exchange.persons q join exchange.persons o on o.agency = q.agency and o.human = q.human and o.participant = p.target
           where q.agency = p.agency and q.person = p.person order by o.created_at limit 1) as own
       from exchange.pending p join exchange.inbox i on i.received = p.received and i.key = p.key
       where p.agency = $1 and p.target = $2 and p.state = 'due' order by p.seq limit 500`,
      [feed.agency, feed.id],
    );
    await manager.query(`delete from exchange.queues q where q.agency = $1 and q.target = $2 and q.last_seq <= $3`, [
      feed.agency,
      feed.id,
      rows.length < 500 ? (rows.at(-1)?.seq ?? '9223372036854775807') : '-1',
    ]);
    if (rows.length === 0) return;
    await manager.query(
      `insert into exchange.feed_items (agency, participant, cursor, seq, key, received, event)
       select $1, $2, $3::bigint + n - 1, s, k, r, e from unnest($4::bigint[], $5::uuid[], $6::timestamptz[], $7::text[]) with ordinality x(s, k, r, e, n)`,
      [
        feed.agency,
        feed.id,
        next,
        rows.map((row) => row.seq),
        rows.map((row) => row.key),
        rows.map((row) => row.received),
        rows.map((row) => addressed(row)),
      ],
    );
    await manager.query('update exchange.feeds set next = next + $3 where agency = $1 and participant = $2', [
      feed.agency,
      feed.id,
      rows.length,
    ]);
    await manager.query(`update exchange.pending set state = 'fed', since = now() where seq = any($1)`, [rows.map((row) => row.seq)]);
  });
}

function addressed(row: Row): string {
  const event: AcceptedEvent = lift(JSON.parse(row.event));
  const subject = row.own ?? row.person;
  const data = mapPersonRefs(event.type, event.data, (other) =>
    other === event.subject ? subject : personIdOf(event.agency, event.origin, other),
  );
  return JSON.stringify({ ...event, ...(event.subject === undefined ? {} : { subject }), data });
}
