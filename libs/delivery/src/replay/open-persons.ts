import type { DataSource, EntityManager } from 'typeorm';
import { laneOf } from '../hash';
import { eventsOfRun, inPlan, personsOfRun } from './selection';

/** Persons looked at in one statement. */
const perStep = 200;
/** A look that finds nobody goes on in the next round. */
const mostSteps = 20;

export interface RunningRun {
  readonly agency: string;
  readonly id: string;
}

/**
 * Lets the next persons of a run begin their part, up to `atOnce` at a time, in the order of their ids; ends the run when all are
 * through. How far it is stands in the run's row, under whose lock this happens, so that whoever dies leaves it to the next.
 */
export async function openPersons(db: DataSource, run: RunningRun, atOnce: number, now: Date): Promise<number> {
  return db.transaction(async (manager) => {
    const [row]: { after: string | null; openedAll: boolean; open: number; target: string; side: string }[] = await manager.query(
      `select u.after_person as after, u.opened_all as "openedAll", u.target, u.side,
         (select count(*)::int from exchange.replay_persons r where r.agency = u.agency and r.run = u.id) as open
       from exchange.replay_runs u where u.agency = $1 and u.id = $2 and u.state = 'running' for update of u skip locked`,
      [run.agency, run.id],
    );
    if (!row) return 0;
    if (row.openedAll) {
      if (row.open === 0)
        await manager.query(`update exchange.replay_runs set state = 'done', ended_at = $3 where agency = $1 and id = $2`, [
          run.agency,
          run.id,
          now,
        ]);
      return 0;
    }
    if (row.open >= atOnce) return 0;
    const found = await findPersons(manager, run, row.after, atOnce - row.open);
    await manager.query(
      `insert into exchange.replay_persons (agency, run, person, target, side, lane, after_received)
       select $1, $2, x.p, $3, $4, x.l, '-infinity' from unnest($5::uuid[], $6::smallint[]) x(p, l)`,
      [run.agency, run.id, row.target, row.side, found.persons, found.persons.map(laneOf)],
    );
    await manager.query('update exchange.replay_runs set after_person = $3, opened_all = $4 where agency = $1 and id = $2', [
      run.agency,
      run.id,
      found.after,
      found.all,
    ]);
    return found.persons.length;
  });
}

export interface FoundPersons {
  readonly persons: string[];
  /** Looked at up to here. */
  readonly after: string | null;
  readonly all: boolean;
}

/** The next persons of a run that anything of it is about. */
export async function findPersons(manager: EntityManager, run: RunningRun, from: string | null, most: number): Promise<FoundPersons> {
  const persons: string[] = [];
  let after = from;
  for (let step = 0; step < mostSteps; step += 1) {
    const looked: { person: string; concerned: boolean }[] = await manager.query(
      `select p.person, exists (select from exchange.inbox i where i.person = p.person and ${eventsOfRun} and ${inPlan}) as concerned
       from (select u.* from exchange.replay_runs u where u.agency = $1 and u.id = $2) u
       cross join lateral (select p.agency, p.person from exchange.persons p where ${personsOfRun} and ($3::uuid is null or p.person > $3) order by p.person limit ${perStep}) p
       order by p.person`,
      [run.agency, run.id, after],
    );
    for (const { person, concerned } of looked) {
      after = person;
      if (concerned) persons.push(person);
      if (persons.length === most) return { persons, after, all: false };
    }
    if (looked.length < perStep) return { persons, after, all: true };
  }
  return { persons, after, all: false };
}
