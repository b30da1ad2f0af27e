import type { EntityManager } from 'typeorm';
import type { DueDelivery } from './write-deliveries';

/** Holds what belongs to a person who still waits in a target's holding tank (P1); a registration opens the intake. */
export async function heldForApproval(manager: EntityManager, due: readonly DueDelivery[]): Promise<DueDelivery[]> {
  const tanked = due.filter((delivery) => delivery.target.admission === 'approval' && delivery.state === 'due');
  if (tanked.length === 0) return [...due];
  const newcomers = tanked.filter((delivery) => delivery.entry.arrival.event.type === 'person.registered');
  const column = (rows: readonly DueDelivery[], pick: (delivery: DueDelivery) => string): string[] => rows.map(pick);
  const agencyOf = (d: DueDelivery): string => d.target.agency;
  const targetOf = (d: DueDelivery): string => d.target.id;
  const personOf = (d: DueDelivery): string => d.entry.arrival.event.partitionkey;
  await manager.query(
    `insert into exchange.admissions (agency, target, person, state) select distinct a, t, p, 'waiting' from unnest($1::text[], $2::text[], $3::uuid[]) x(a, t, p) on conflict do nothing`,
    [column(newcomers, agencyOf), column(newcomers, targetOf), column(newcomers, personOf)],
  );
  const waiting: { target: string; agency: string; person: string }[] = await manager.query(
    `select agency, target, person from exchange.admissions where state = 'waiting' and agency = any($1) and person = any($2) for share`,
    [column(tanked, agencyOf), column(tanked, personOf)],
  );
  const held = new Set(waiting.map((row) => JSON.stringify([row.agency, row.target, row.person])));
  return due.map((delivery) =>
    delivery.state === 'due' && held.has(JSON.stringify([agencyOf(delivery), targetOf(delivery), personOf(delivery)]))
      ? { ...delivery, state: 'heldApproval' }
      : delivery,
  );
}
