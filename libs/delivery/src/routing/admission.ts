import { prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import type { Target } from '../participants/target';
import type { DueDelivery, FinalOutcome } from './write-deliveries';

interface Admission {
  readonly agency: string;
  readonly target: string;
  readonly person: string;
  readonly state: 'waiting' | 'admitted' | 'rejected';
  readonly who: string | null;
  readonly why: string | null;
}

/**
 * Holds what belongs to a person who still waits in a target's holding tank (P1); a registration opens the intake. Whoever
 * was rejected there stays out: what they do later is skipped for the same reason. The rows are read under a lock, so that
 * a decision made at this moment comes wholly before or wholly after.
 */
export async function askAdmissions(
  manager: EntityManager,
  deliveries: readonly DueDelivery[],
  intakes: Intakes,
): Promise<{ due: DueDelivery[]; refused: FinalOutcome[] }> {
  const open = deliveries.filter((delivery) => delivery.state === 'due');
  if (open.length === 0) return { due: [...deliveries], refused: [] };
  const columns = (rows: readonly DueDelivery[]): unknown[] => [
    rows.map((d) => d.target.agency),
    rows.map((d) => d.target.id),
    rows.map((d) => d.entry.arrival.event.partitionkey),
  ];
  const newcomers = open.filter(({ target, entry }) => target.admission === 'approval' && entry.arrival.event.type === 'person.registered');
  if (newcomers.length > 0)
    await manager.query(
      `insert into exchange.admissions (agency, target, person, state) select distinct a, t, p, 'waiting' from unnest($1::text[], $2::text[], $3::uuid[]) x(a, t, p) order by 1, 2, 3 on conflict do nothing`,
      columns(newcomers),
    );
  // Newcomers' intakes were opened just now.
  const asked = open.filter(({ target }) => target.admission === 'approval' || intakes.has(placeOf(target)));
  if (asked.length === 0) return { due: [...deliveries], refused: [] };
  const known: Admission[] = await manager.query(
    `select a.agency, a.target, a.person, a.state, a.who, a.why from exchange.admissions a
     where (a.agency, a.target, a.person) in (select * from unnest($1::text[], $2::text[], $3::uuid[])) order by 1, 2, 3 for share of a`,
    columns(asked),
  );
  if (known.length === 0) return { due: [...deliveries], refused: [] };
  const admissions = new Map(known.map((one) => [JSON.stringify([one.agency, one.target, one.person]), one]));
  const due: DueDelivery[] = [];
  const refused: FinalOutcome[] = [];
  for (const delivery of deliveries) {
    const { target, entry } = delivery;
    const { partitionkey, type } = entry.arrival.event;
    const admission = admissions.get(JSON.stringify([target.agency, target.id, partitionkey]));
    if (delivery.state !== 'due' || !admission || admission.state === 'admitted' || type === 'person.erased') due.push(delivery);
    else if (admission.state === 'waiting') due.push({ ...delivery, state: 'heldApproval' });
    else
      refused.push({
        agency: target.agency,
        target: target.id,
        key: entry.key,
        person: entry.person,
        state: 'skipped',
        row: null,
        reason: `its person was rejected: ${admission.why ?? 'no reason given'}`,
        by: admission.who,
      });
  }
  return { due, refused };
}

/** Targets that anybody ever waited at, also those that take everybody by now. */
export type Intakes = ReadonlySet<string>;

export async function withIntakes(manager: EntityManager, targets: readonly Target[]): Promise<Intakes> {
  const rows: { agency: string; id: string }[] = await manager.query(
    prepared(
      `select x.agency, x.id from unnest($1::text[], $2::text[]) x(agency, id)
       where exists (select from exchange.admissions a where a.agency = x.agency and a.target = x.id)`,
    ),
    [targets.map(({ agency }) => agency), targets.map(({ id }) => id)],
  );
  return new Set(rows.map(placeOf));
}

const placeOf = ({ agency, id }: { agency: string; id: string }): string => JSON.stringify([agency, id]);
