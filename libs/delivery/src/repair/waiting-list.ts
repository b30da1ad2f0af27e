import { eventTypeOf, type Side } from '#people-exchange';
import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import type { Target } from '../participants/target';
import { heldByReplay } from '../replay/held-by-replay';
import type { Act } from './acts';

export const waitingStates = ['parked', 'heldParent', 'heldApproval', 'heldReplay', 'heldBehind'] as const;
export type WaitingState = (typeof waitingStates)[number];

/** One delivery that is held or parked, and why. */
export interface Waiting {
  readonly ref: string;
  readonly target: string;
  readonly targetName: string;
  readonly mode: Target['mode'];
  readonly state: WaitingState;
  readonly reason: string | null;
  /** Since it is in this state. */
  readonly since: Date;
  readonly attempts: number;
  readonly type: string;
  readonly row: string | null;
  readonly participant: string;
  readonly participantName: string;
  readonly side: Side;
  readonly source: string;
  readonly id: string;
  readonly subject: string | null;
  readonly personId: string | null;
  /** The replay it waits for. */
  readonly run: string | null;
  /** What somebody did about it last. */
  readonly act: Act | null;
}

export interface WaitingFilter {
  readonly target?: string;
  readonly state?: WaitingState;
  readonly types?: readonly string[];
  readonly personIds?: readonly string[];
  readonly newest?: boolean;
  /** Since when, and which: the last of the page before. */
  readonly after?: readonly [since: string, ref: string];
  readonly limit?: number;
}

type Row = Omit<Waiting, 'row' | 'act'> & { readonly stamp: string; readonly act: (Omit<Act, 'at'> & { at: string }) | null };

const kept = (state: string): string =>
  `select p.*, p.state as shown, null::text as run from exchange.participants t join exchange.pending p on p.agency = t.agency and p.target = t.id and p.state = '${state}' where t.agency = $1`;

/** Where each state is found without a look at what is only on its way. */
const places: Readonly<Record<WaitingState, string>> = {
  parked: kept('parked'),
  heldParent: kept('heldParent'),
  heldApproval: kept('heldApproval'),
  heldReplay: `select p.*, 'heldReplay' as shown, u.id as run from exchange.replay_runs u join exchange.replay_persons r on r.agency = u.agency and r.run = u.id
    join exchange.pending p on p.agency = u.agency and p.target = u.target and p.person = r.person and p.state = 'due' where u.agency = $1 and u.state = 'running'`,
  heldBehind: `select p.*, 'heldBehind' as shown, null::text as run from exchange.queues q join exchange.pending p on p.agency = q.agency and p.target = q.target and p.person = q.person and p.state = 'due'
    where q.agency = $1 and q.failing_since is not null and not (${heldByReplay('p')})
      and p.seq > (select min(e.seq) from exchange.pending e where e.agency = p.agency and e.target = p.target and e.person = p.person and e.state = 'due')`,
};

/** What is held or parked over all targets of an agency, the longest waiting first. */
export class WaitingList {
  constructor(private readonly db: DataSource) {}

  list(agency: string, filter: WaitingFilter): Promise<{ deliveries: Waiting[]; next: readonly [string, string] | null }> {
    const { target, state, types, personIds, newest = false, after, limit = 100 } = filter;
    const most = Math.min(500, Math.max(1, limit));
    const from = (state === undefined ? waitingStates : [state]).map((one) => places[one]).join('\nunion all ');
    const [beyond, order] = newest ? ['<', 'desc'] : ['>', 'asc'];
    return inAgency(this.db, agency, async (manager) => {
      const rows: Row[] = await manager.query(
        `with waiting as (${from})
         select w.seq::text as ref, w.since::text as stamp, w.target, coalesce(t.name, w.target) as "targetName", coalesce(t.mode, 'none') as mode, w.shown as state, w.reason, w.since, w.attempts,
           w.type, i.participant, coalesce(o.name, i.participant) as "participantName", i.side, i.source, i.id, i.subject, i.person as "personId", w.run,
           (select json_build_object('did', a.did, 'who', a.who, 'at', a.at) from exchange.acts a where a.agency = w.agency and a.key = w.key and a.target = w.target order by a.seq desc limit 1) as act
         from waiting w join exchange.inbox i on i.received = w.received and i.key = w.key
         left join exchange.participants t on t.agency = w.agency and t.id = w.target left join exchange.participants o on o.agency = w.agency and o.id = i.participant
         where ($2::text is null or w.target = $2) and ($3::text[] is null or w.type = any($3)) and ($4::uuid[] is null or w.person = any($4))
           and ($5::timestamptz is null or (w.since, w.seq) ${beyond} ($5::timestamptz, $6::bigint))
         order by w.since ${order}, w.seq ${order} limit $7`,
        [agency, target ?? null, types?.length ? types : null, personIds ?? null, after?.[0] ?? null, after?.[1] ?? null, most + 1],
      );
      const page = rows.slice(0, most);
      const last = page.at(-1);
      return {
        deliveries: page.map(({ stamp: _stamp, act, ...one }) => ({
          ...one,
          row: eventTypeOf(one.type)?.row ?? null,
          act: act && { ...act, at: new Date(act.at).toISOString() },
        })),
        next: rows.length > most && last ? [last.stamp, last.ref] : null,
      };
    });
  }
}
