import type { AcceptedEvent, Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { ownSubject } from '../identity/own-subject';
import type { Target } from '../participants/target';
import { heldByReplay } from '../replay/held-by-replay';
import { mostTogether } from './gathered';

export interface DueRow {
  readonly seq: string;
  readonly key: string;
  readonly received: Date;
  readonly type: string;
  readonly makes: string | null;
  readonly needs: readonly string[];
  /** It carries a state, whose echo may come. */
  readonly stated: boolean;
  readonly late: boolean;
  /** It was held or parked before it became due. */
  readonly waited: boolean;
  readonly attempts: number;
  /** When this very event was first refused. */
  readonly failingSince: Date | null;
  /** The whole event as accepted, or as somebody edited it. */
  readonly event: string;
  /** The same, where it was not read from the database. */
  readonly accepted?: AcceptedEvent;
}

/** One person's queue at one target, with its next rows in order. */
export interface DueQueue {
  readonly target: Target;
  readonly person: string;
  readonly attempts: number;
  /** What this person still lacks at the target: made by events that are parked, or wait themselves. */
  readonly lacks: readonly string[];
  /** The target's own id of the person, where it has one. */
  readonly ownSubject: string | null;
  readonly rows: readonly DueRow[];
  /** The replay it belongs to; nothing where it is live. */
  readonly run?: string;
}

const rowsPerQueue = 16;
/** A queue's rows end before they would be more, but there is one at least. */
const bytesPerQueue = 524_288;

/** Reads the queues that may run now, a fair number per target, none that is running already. */
export async function loadDueQueues(
  db: DataSource,
  o: { side: Side; lanes: readonly number[]; wanted: readonly { target: Target; free: number }[]; running: readonly string[]; now: Date },
): Promise<DueQueue[]> {
  if (o.lanes.length === 0 || o.wanted.length === 0) return [];
  const found: {
    place: string;
    person: string;
    attempts: number;
    own: string | null;
    lacks: string[] | null;
    rows: DueRowJson[];
  }[] = await db.query(
    `select w.place, q.person, q.attempts,
       ${ownSubject('q.agency', 'q.target', 'q.person')} as own,
       (select array_agg(distinct h.makes) from exchange.pending h where h.agency = q.agency and h.target = q.target and h.person = q.person and h.state in ('parked', 'heldParent') and h.makes is not null) as lacks,
       d.rows
     from unnest($1::text[], $2::text[], $3::int[], $4::int[], $8::int[]) as w(agency, target, free, place, most)
     cross join lateral (
       select * from exchange.queues q where q.agency = w.agency and q.target = w.target and q.wake_at <= $7 and q.lane = any($5)
         and (q.agency || ' ' || q.target || ' ' || q.person) <> all($6) and not (${heldByReplay('q')}) order by q.wake_at limit w.free) q
     cross join lateral (
       select json_agg(r order by r.seq) as rows from (
         select e.*, sum(octet_length(e.event)) over (order by e.seq) - octet_length(e.event) as before from (
           select p.seq, p.key, p.received, p.type, p.makes, p.needs, p.entity is not null as stated, p.late, p.since <> p.routed_at as waited, p.attempts, p.failing_since, coalesce(p.data, i.event) as event
           from exchange.pending p left join exchange.inbox i on i.received = p.received and i.key = p.key
           where p.agency = q.agency and p.target = q.target and p.person = q.person and p.state = 'due' order by p.seq limit w.most) e) r
       where r.before < ${bytesPerQueue}) d`,
    [
      o.wanted.map((w) => w.target.agency),
      o.wanted.map((w) => w.target.id),
      o.wanted.map((w) => w.free),
      o.wanted.map((_, index) => index),
      o.lanes,
      o.running,
      o.now,
      // What is to go in one request is loaded together.
      o.wanted.map(({ target: { receives } }) =>
        receives.gather ? Math.max(rowsPerQueue, receives.gather.most ?? mostTogether) : rowsPerQueue,
      ),
    ],
  );
  return found.flatMap((queue) => {
    const target = o.wanted[Number(queue.place)]?.target;
    if (!target) return [];
    const rows = (queue.rows ?? []).map((row) => ({
      ...row,
      seq: String(row.seq),
      received: new Date(row.received),
      failingSince: row.failing_since === null ? null : new Date(row.failing_since),
    }));
    return [
      {
        target,
        person: queue.person,
        attempts: queue.attempts,
        lacks: queue.lacks ?? [],
        ownSubject: queue.own,
        rows,
      },
    ];
  });
}

interface DueRowJson {
  seq: number;
  key: string;
  received: string;
  type: string;
  makes: string | null;
  needs: string[];
  stated: boolean;
  late: boolean;
  waited: boolean;
  attempts: number;
  failing_since: string | null;
  event: string;
}
