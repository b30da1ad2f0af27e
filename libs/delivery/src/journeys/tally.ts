import type { Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { heldByReplay } from '../replay/held-by-replay';
import { gathers } from './states';

export interface TargetTally {
  readonly target: string;
  readonly agency: string;
  readonly name: string;
  readonly side: Side;
  readonly routed: number;
  readonly inFlight: number;
  /** Those of them that wait for more to go with them, and what is behind; until when the first goes. */
  readonly gathered: { readonly events: number; readonly until: string | null };
  readonly held: { readonly approval: number; readonly parent: number; readonly behind: number; readonly replay: number };
  readonly parked: number;
  readonly delivered: number;
  readonly ignored: number;
  readonly skipped: number;
  readonly erased: number;
  /** What replays told it, beside all that. */
  readonly replayed: ReplayedTally;
}

/** Of replays: nothing of it counts as routed. */
export interface ReplayedTally {
  readonly underWay: number;
  readonly delivered: number;
  readonly ignored: number;
  readonly refused: number;
  readonly erased: number;
}

const noReplays: ReplayedTally = { underWay: 0, delivered: 0, ignored: 0, refused: 0, erased: 0 };

export interface Tally {
  readonly accepted: number;
  readonly repeated: number;
  readonly unrouted: number;
  /** Came back from where they were delivered, and went no further. */
  readonly echoes: number;
  /** Said in other writing what was delivered to their sender: passed on once, an echo should it come again. */
  readonly nearMisses: number;
  readonly targets: readonly TargetTally[];
}

/** I4 in numbers: what was routed is counted in rows of its own, what ended in others, what is open as it stands; all from one snapshot. */
export class Tallies {
  constructor(private readonly db: DataSource) {}

  async of(agency?: string): Promise<Tally> {
    const runner = this.db.createQueryRunner();
    await runner.startTransaction('REPEATABLE READ');
    try {
      const [taken] = await runner.query(
        `select coalesce(sum(accepted), 0)::float8 as accepted, coalesce(sum(repeated), 0)::float8 as repeated, coalesce(sum(unrouted), 0)::float8 as unrouted, coalesce(sum(echoes), 0)::float8 as echoes, coalesce(sum(near_misses), 0)::float8 as "nearMisses"
         from exchange.takings where reader <> 'lead-desk' and ($1::text is null or agency = $1)`,
        [agency ?? null],
      );
      const rows: (Record<string, never> & { until?: Date | null })[] = await runner.query(
        `select p.agency, p.id as target, p.name, p.side,
           coalesce((select sum(routed) from exchange.routings r where r.agency = p.agency and r.target = p.id), 0)::float8 as routed,
           n.due, n.fed, n.approval, n.parent, n.behind, n.replay, n.parked, n.gathered, n.until, r.replayed, o.delivered, o.ignored, o.skipped, o.erased
         from exchange.participants p
         cross join lateral (select count(*) filter (where d.state = 'due' and not d.behind and not d.replay)::float8 as due, count(*) filter (where d.state = 'fed')::float8 as fed,
             count(*) filter (where d.state = 'heldApproval')::float8 as approval, count(*) filter (where d.state = 'heldParent')::float8 as parent,
             count(*) filter (where d.state = 'due' and d.behind and not d.replay)::float8 as behind,
             count(*) filter (where d.state = 'due' and d.replay)::float8 as replay, count(*) filter (where d.state = 'parked')::float8 as parked,
             count(*) filter (where d.state = 'due' and not d.replay and d.gathered)::float8 as gathered, min(d.wake_at) filter (where d.state = 'due' and not d.replay and d.gathered) as until
           from (select e.state, q.failing_since is not null and e.seq > min(e.seq) filter (where e.state = 'due') over (partition by e.person) as behind,
               e.state = 'due' and ${heldByReplay('e')} as replay, ${gathers('q')} as gathered, q.wake_at
             from exchange.pending e left join exchange.queues q on q.agency = e.agency and q.target = e.target and q.person = e.person
             where e.agency = p.agency and e.target = p.id) d) n
         cross join lateral (select coalesce(sum(n) filter (where state = 'delivered'), 0)::float8 as delivered, coalesce(sum(n) filter (where state = 'ignored'), 0)::float8 as ignored,
             coalesce(sum(n) filter (where state = 'skipped'), 0)::float8 as skipped, coalesce(sum(n) filter (where state = 'erased'), 0)::float8 as erased
           from (select state, sum(count) as n from exchange.ends where agency = p.agency and target = p.id group by state) e) o
         cross join lateral (select json_build_object('underWay', (select count(*) from exchange.replay_deliveries d where d.agency = p.agency and d.run = any(array_agg(u.id) filter (where u.state in ('running', 'stopped'))) and d.state = 'due'),
             'delivered', coalesce(sum(u.delivered), 0), 'ignored', coalesce(sum(u.ignored), 0), 'refused', coalesce(sum(u.refused), 0), 'erased', coalesce(sum(u.erased), 0)) as replayed
           from exchange.replay_runs u where u.agency = p.agency and u.target = p.id) r
         where ($1::text is null or p.agency = $1) and p.mode <> 'none' order by p.agency, p.id`,
        [agency ?? null],
      );
      await runner.commitTransaction();
      return { ...taken, targets: rows.map(targetTally) };
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function targetTally(row: Record<string, never> & { until?: Date | null }): TargetTally {
  const { agency, target, name, side, routed, parked, delivered, ignored, skipped, erased, until } = row;
  const held = { approval: row.approval ?? 0, parent: row.parent ?? 0, behind: row.behind ?? 0, replay: row.replay ?? 0 };
  return {
    target: target ?? '',
    agency: agency ?? '',
    name: name ?? '',
    side: side ?? 'website',
    routed: routed ?? 0,
    inFlight: Number(row.due) + Number(row.fed),
    gathered: { events: row.gathered ?? 0, until: until?.toISOString() ?? null },
    held,
    parked: parked ?? 0,
    delivered: delivered ?? 0,
    ignored: ignored ?? 0,
    skipped: skipped ?? 0,
    erased: erased ?? 0,
    replayed: row.replayed ?? noReplays,
  };
}
