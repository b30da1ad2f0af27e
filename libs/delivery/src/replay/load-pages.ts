import { type AcceptedEvent, lift, type Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { ownSubject } from '../identity/own-subject';
import type { DueQueue, DueRow } from '../lanes/due-queues';
import type { Target } from '../participants/target';
import { stateEntityOf } from '../echo/state-of';
import { dependenciesOf, route } from '../routing/route';

/** What a replay tells a target next of one person. */
export interface ReplayPage {
  readonly run: string;
  readonly queue: DueQueue;
  /** Ends without being sent. */
  readonly ended: readonly EndedRow[];
  /** By seq, for those that leave a state at the target. */
  readonly stated: ReadonlyMap<string, { readonly entity: string; readonly id: string }>;
}

export interface EndedRow {
  readonly seq: string;
  readonly state: 'ignored' | 'refused' | 'erased';
  readonly reason: string | null;
}

const rowsPerPage = 64;
const bytesPerPage = 524_288;

interface PageRow {
  place: string;
  run: string;
  person: string;
  attempts: number;
  own: string | null;
  lacks: string[] | null;
  rows: { seq: number; key: string; received: string; attempts: number; side: Side | null; source: string | null; event: string | null }[];
}

/** The next page of parts that may go on, at most so many per target, none of them under way already. */
export async function loadPages(
  db: DataSource,
  o: { lanes: readonly number[]; wanted: readonly { target: Target; run: string; free: number }[]; running: readonly string[]; now: Date },
): Promise<ReplayPage[]> {
  if (o.lanes.length === 0 || o.wanted.length === 0) return [];
  const found: PageRow[] = await db.query(
    `select w.place, q.run, q.person, q.attempts,
       ${ownSubject('q.agency', 'q.target', 'q.person')} as own,
       (select array_agg(distinct h.makes) from exchange.pending h where h.agency = q.agency and h.target = q.target and h.person = q.person and h.state in ('parked', 'heldParent') and h.makes is not null) as lacks,
       d.rows
     from unnest($1::text[], $2::text[], $3::int[], $4::int[]) as w(agency, run, free, place)
     cross join lateral (
       select r.* from exchange.replay_persons r join exchange.replay_runs u on u.agency = r.agency and u.id = r.run and u.state = 'running'
       where r.agency = w.agency and r.run = w.run and r.wake_at <= $7 and r.lane = any($5) and (r.run || ' ' || r.person) <> all($6)
       order by r.wake_at, r.person limit w.free) q
     cross join lateral (
       select json_agg(r order by r.seq) as rows from (
         select e.*, sum(octet_length(e.event)) over (order by e.seq) - octet_length(e.event) as before from (
           select d.seq, d.key, d.received, d.attempts, i.side, i.source, i.event from exchange.replay_deliveries d left join exchange.inbox i on i.received = d.received and i.key = d.key
           where d.agency = q.agency and d.run = q.run and d.person = q.person and d.state = 'due' order by d.seq limit ${rowsPerPage}) e) r
       where r.before is null or r.before < ${bytesPerPage}) d
     where d.rows is not null`,
    [
      o.wanted.map(({ target }) => target.agency),
      o.wanted.map(({ run }) => run),
      o.wanted.map(({ free }) => free),
      o.wanted.map((_, place) => place),
      o.lanes,
      o.running,
      o.now,
    ],
  );
  return found.flatMap((row) => {
    const wanted = o.wanted[Number(row.place)];
    return wanted ? [pageOf(row, wanted.target)] : [];
  });
}

function pageOf(found: PageRow, target: Target): ReplayPage {
  const rows: DueRow[] = [];
  const ended: EndedRow[] = [];
  const stated = new Map<string, { entity: string; id: string }>();
  for (const { seq: number, key, received, attempts, side, source, event: text } of found.rows) {
    const seq = String(number);
    if (text === null || side === null) {
      ended.push({ seq, state: 'ignored', reason: 'it is no longer kept' });
      continue;
    }
    if (source === '') {
      ended.push({ seq, state: 'erased', reason: null });
      continue;
    }
    // What the inbox keeps was accepted.
    const event = lift(JSON.parse(text) as AcceptedEvent);
    const routed = route(event, side, target, found.own !== null);
    if (routed.to !== 'deliver') {
      ended.push({
        seq,
        state: 'ignored',
        reason: routed.to === 'ignore' ? (routed.reason ?? 'the target does not want it') : 'it is not for this target',
      });
      continue;
    }
    const entity = stateEntityOf(event);
    if (entity !== null) stated.set(seq, { entity, id: event.id });
    const { makes, needs } = dependenciesOf(event);
    rows.push({
      seq,
      key,
      received: new Date(received),
      type: event.type,
      makes,
      needs,
      stated: entity !== null,
      late: false,
      // How long it was under way says nothing of the bridge.
      waited: true,
      attempts,
      failingSince: null,
      event: text,
      accepted: event,
    });
  }
  const { run, person, attempts, lacks, own } = found;
  return { run, queue: { target, person, attempts, lacks: lacks ?? [], ownSubject: own, rows, run }, ended, stated };
}
