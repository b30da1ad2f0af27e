import type { EntityManager } from 'typeorm';

/** What an erasure took from a run. */
export interface ReplayErased {
  readonly agency: string;
  readonly run: string;
  readonly persons: number;
  readonly events: number;
}

/** Ends the parts of persons who are erased: nothing more of theirs is replayed. Before any delivery is locked, as whoever records a page. */
export async function endReplays(
  manager: EntityManager,
  agencies: readonly string[],
  persons: readonly string[],
  now: Date,
): Promise<readonly ReplayErased[]> {
  return manager.query(
    `with gone as (delete from exchange.replay_persons where (agency, person) in (select * from unnest($1::text[], $2::uuid[])) returning agency, run, person),
       ended as (update exchange.replay_deliveries d set state = 'erased', reason = null, at = $3 from gone g
         where d.agency = g.agency and d.run = g.run and d.person = g.person and d.state = 'due' returning d.agency, d.run)
     select g.agency, g.run, count(*)::int as persons, (select count(*)::int from ended e where e.agency = g.agency and e.run = g.run) as events
     from gone g group by 1, 2 order by 1, 2`,
    [agencies, persons, now],
  );
}

/** The runs' own counts, locked last of all. */
export async function countErased(manager: EntityManager, erased: readonly ReplayErased[]): Promise<void> {
  if (erased.length === 0) return;
  await manager.query(
    `update exchange.replay_runs u set erased = u.erased + x.events, persons_done = u.persons_done + x.persons
     from unnest($1::text[], $2::text[], $3::int[], $4::int[]) x(agency, run, persons, events) where u.agency = x.agency and u.id = x.run`,
    [erased.map((e) => e.agency), erased.map((e) => e.run), erased.map((e) => e.persons), erased.map((e) => e.events)],
  );
}
