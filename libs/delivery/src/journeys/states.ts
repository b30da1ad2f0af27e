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
       select p.key, p.target, case when p.state = 'due' and ${gathers('q')} then ${untilThen('p', 'q')} else p.reason end as reason, null as capability, p.late, null as by, p.routed_at as "routedAt", null::timestamptz as "endedAt",
         case when p.state = 'due' then nullif(q.wake_at, '-infinity') end as "wakeAt",
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

/** Whether a queue sleeps until what is next has waited long enough for more to go with it; else one sleeps after a failure. */
export const gathers = (queue: string): string => `(${queue}.failing_since is null and ${queue}.wake_at > '-infinity')`;

/** In words. */
function untilThen(row: string, queue: string): string {
  const at = `to_char(${queue}.wake_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  const gathered = `(select t.receives->'gather'->'types' ? ${row}.type from exchange.participants t where t.agency = ${row}.agency and t.id = ${row}.target)`;
  return `case when ${gathered} then 'waits until ' || ${at} || ' for more to go with it' else 'behind what waits until ' || ${at} || ' for more to go with it' end`;
}
