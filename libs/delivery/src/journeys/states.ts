import type { EntityManager } from 'typeorm';
import { heldByReplay } from '../replay/held-by-replay';
import type { TargetState } from './views';

export interface StateRow {
  readonly key: string;
  readonly target: string;
  readonly name: string;
  readonly state: TargetState;
  readonly reason: string | null;
  readonly capability: string | null;
  readonly late: boolean;
  readonly by: string | null;
  readonly routedAt: Date;
  readonly endedAt: Date | null;
  readonly wakeAt: Date | null;
}

/** What became of each of these events at each target, open and final. */
export function statesOf(manager: EntityManager, agency: string, keys: readonly string[]): Promise<StateRow[]> {
  return manager.query(
    `select s.*, coalesce(t.name, s.target) as name from (
       select p.key, p.target, p.reason, null as capability, p.late, null as by, p.routed_at as "routedAt", null::timestamptz as "endedAt",
         case when q.failing_since is not null and p.state = 'due' then nullif(q.wake_at, '-infinity') end as "wakeAt",
         case p.state when 'fed' then 'inFlight' when 'due' then
           case when ${heldByReplay('p')} then 'heldReplay' when exists (select from exchange.pending e join exchange.queues f on f.agency = e.agency and f.target = e.target and f.person = e.person and f.failing_since is not null
             where e.agency = p.agency and e.target = p.target and e.person = p.person and e.state = 'due' and e.seq < p.seq) then 'heldBehind' else 'inFlight' end
           else p.state end as state
       from exchange.pending p left join exchange.queues q on q.agency = p.agency and q.target = p.target and q.person = p.person
       where p.agency = $1 and p.key = any($2)
       union all
       select key, target, reason, capability, late, by_whom, routed_at, ended_at, null, state from exchange.outcomes where agency = $1 and key = any($2)) s
     left join exchange.participants t on t.agency = $1 and t.id = s.target order by s.target`,
    [agency, keys],
  );
}
