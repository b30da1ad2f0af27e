import type { Receives } from '#delivery';
import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { type ListFinding, type ListWarning, warningsOf } from './list-warnings';
import { switchedOffIn } from './receives';

export interface SweepView {
  readonly record: string;
  readonly since: string | null;
  readonly lastAt: string | null;
  readonly found: number;
  /** Found by the sweep although a webhook should have told of it. */
  readonly missed: number;
  readonly says: string | null;
}

export interface TopicView {
  readonly topic: string;
  readonly lastAt: string;
  readonly heard: number;
}

/** What the bridge has for the connection and is not through with; each counted up to ten thousand. */
export interface DeliveriesView {
  readonly inFlight: number;
  readonly held: number;
  readonly parked: number;
  /** When the oldest of them was received. */
  readonly oldestAt: string | null;
  /** Since when requests fail again and again, and with what; nothing where all is well. */
  readonly failingSince: string | null;
  readonly failingWith: string | null;
}

/** A connection as it is shown: never with its secrets. */
export interface ConnectionView {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  readonly pack: string;
  readonly version: string;
  readonly earlierPack: string | null;
  readonly earlierVersion: string | null;
  readonly paused: boolean;
  readonly state: string;
  /** Why it is not ready. */
  readonly says: string | null;
  readonly stateSince: string;
  /** Path of its webhook's address. */
  readonly hook: string;
  readonly refusedHooks: { readonly count: number; readonly why: string | null; readonly lastAt: string | null };
  readonly settings: Readonly<Record<string, unknown>>;
  readonly requestsToday: number;
  readonly waiting: { readonly toRead: number; readonly parked: number; readonly toSay: number };
  readonly topics: readonly TopicView[];
  readonly sweeps: readonly SweepView[];
  readonly drift: number;
  /** When a webhook last told of anything. */
  readonly lastHookAt: string | null;
  /** Rows that are switched off. */
  readonly off: readonly string[];
  readonly deliveries: DeliveriesView;
  /** What its settings and tables hold that the vendor does not know; when that was last compared. */
  readonly lists: { readonly checkedAt: string | null; readonly warnings: readonly ListWarning[] };
}

const countedUpTo = 10_000;
/** Topics of ours, which no vendor told. */
const ownTopics = "('sweep', 'own')";
const time = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const waitingIn = (states: string): string =>
  `(select count(*)::int from (select from exchange.pending d where d.agency = c.agency and d.target = c.id and d.state in (${states}) limit ${countedUpTo}) d)`;
const deliveries = `json_build_object('inFlight', ${waitingIn(`'due', 'fed'`)}, 'held', ${waitingIn(`'heldApproval', 'heldParent'`)}, 'parked', ${waitingIn(`'parked'`)},
             'oldestAt', (select ${time('min(d.received)')} from exchange.pending d where d.agency = c.agency and d.target = c.id and d.state in ('due', 'fed', 'heldApproval', 'heldParent')),
             'failingSince', (select ${time('min(q.failing_since)')} from exchange.queues q where q.agency = c.agency and q.target = c.id),
             'failingWith', (select a.error from exchange.queues q
               cross join lateral (select d.key from exchange.pending d where d.agency = q.agency and d.target = q.target and d.person = q.person and d.state = 'due' order by d.seq limit 1) d
               join exchange.attempts a on a.key = d.key and a.agency = q.agency and a.target = q.target
               where q.agency = c.agency and q.target = c.id and q.failing_since is not null order by a.at desc limit 1))`;

/** What connections of an agency do, in one look. */
export class ConnectionViews {
  constructor(private readonly db: DataSource) {}

  async of(agency: string, id?: string): Promise<ConnectionView[]> {
    const rows: (Omit<ConnectionView, 'off' | 'lists'> & {
      receives: Receives;
      checked: { at: string; findings: ListFinding[] } | null;
    })[] = await inAgency(this.db, agency, (manager) =>
      manager.query(
        `select c.agency, c.id, p.name, c.pack, c.version, c.earlier_pack as "earlierPack", c.earlier_version as "earlierVersion", p.state = 'paused' as paused, c.state, c.says,
           ${time('c.state_since')} as "stateSince", '/v1/hooks/' || c.hook as hook, c.settings,
           json_build_object('count', c.refused_hooks, 'why', c.refused_why, 'lastAt', ${time('c.refused_at')}) as "refusedHooks",
           coalesce((select s.requests from connections.spent s where s.agency = c.agency and s.connection = c.id and s.day = (now() at time zone 'UTC')::date), 0) as "requestsToday",
           json_build_object(
             'toRead', (select count(*) from connections.notifications n where n.agency = c.agency and n.connection = c.id and n.state = 'waiting'),
             'parked', (select count(*) from connections.notifications n where n.agency = c.agency and n.connection = c.id and n.state = 'parked'),
             'toSay', (select count(*) from connections.outbox o where o.agency = c.agency and o.connection = c.id)) as waiting,
           (select coalesce(json_agg(json_build_object('topic', t.topic, 'lastAt', ${time('t.last_at')}, 'heard', t.heard) order by t.topic), '[]') from connections.topics t where t.agency = c.agency and t.connection = c.id) as topics,
           (select coalesce(json_agg(json_build_object('record', s.record, 'since', s.since, 'lastAt', ${time('s.ended_at')}, 'found', s.found, 'missed', s.missed, 'says', s.says) order by s.record), '[]') from connections.sweeps s where s.agency = c.agency and s.connection = c.id) as sweeps,
           (select coalesce(sum(d.count), 0)::int from connections.drift d where d.agency = c.agency and d.connection = c.id) as drift,
           (select ${time('max(t.last_at)')} from connections.topics t where t.agency = c.agency and t.connection = c.id and t.topic not in ${ownTopics}) as "lastHookAt",
           (select json_build_object('at', ${time('l.checked_at')}, 'findings', l.findings) from connections.list_checks l where l.agency = c.agency and l.connection = c.id) as checked,
           p.receives, ${deliveries} as deliveries
         from connections.connections c join exchange.participants p on p.agency = c.agency and p.id = c.id
         where c.agency = $1 and ($2::text is null or c.id = $2) order by p.name`,
        [agency, id ?? null],
      ),
    );
    return rows.map(({ receives, checked, ...shown }) => ({
      ...shown,
      off: switchedOffIn(receives),
      lists: { checkedAt: checked?.at ?? null, warnings: warningsOf(checked?.findings ?? []) },
    }));
  }
}
