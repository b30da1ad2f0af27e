import type { EntityManager } from 'typeorm';
import { copiesOf, sayErased } from '../say-events/erase-copies';
import type { Cluster, Human } from './regroup';

export interface ErasedPerson {
  readonly agency: string;
  readonly personId: string;
  readonly participant: string;
  readonly side: string;
  /** UTC text; the first erasure counts. */
  readonly at: string;
}

const ofPerson = [
  'person_details',
  'person_keys',
  'timeline',
  'searches',
  'inferred_interests',
  'saved_properties',
  'ownerships',
  'consents',
  'leads',
  'lead_marks',
  'assignments',
  'assignment_acts',
  'lead_list',
  'lead_values',
  'lead_acts',
  'lead_requests',
  'plan_runs',
  'outbox',
  'todos',
  'todo_marks',
  'notes',
  'messages',
  'mails',
];

/**
 * Takes everything about these persons out of the desk, also what was written by hand. What stays is the id, which is a hash,
 * and that it was erased.
 * @returns the humans and clusters they were part of
 */
export async function erasePersons(manager: EntityManager, named: readonly ErasedPerson[]): Promise<(Human & Cluster)[]> {
  if (named.length === 0) return [];
  const copies = await copiesOf(manager, named);
  const erased = [...named, ...copies];
  const agencies = erased.map((one) => one.agency);
  const ids = erased.map((one) => one.personId);
  const parts: (Human & Cluster)[] = await manager.query(
    `select p.agency, p.human, p.cluster from lead_desk.persons p join unnest($1::text[], $2::uuid[]) as e(agency, person_id) using (agency, person_id)`,
    [agencies, ids],
  );
  for (const table of ofPerson) {
    await manager.query(
      `delete from lead_desk.${table} t using unnest($1::text[], $2::uuid[]) as e(agency, person_id) where t.agency = e.agency and t.person_id = e.person_id`,
      [agencies, ids],
    );
  }
  await manager.query(
    `insert into lead_desk.persons as t (agency, person_id, participant, side, human, cluster, erased_at)
     select agency, person_id, participant, side, person_id, person_id, at
     from (select distinct on (agency, person_id) * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[]) as e(agency, person_id, participant, side, at)
           order by agency, person_id, at) e
     on conflict (agency, person_id) do update set subject = null, human = excluded.human, cluster = excluded.cluster, linked_by = null, first_seen = null,
       last_activity = null, visits = 0, last_visit = null, energy = 0, erased_at = least(t.erased_at, excluded.erased_at)`,
    [agencies, ids, erased.map((one) => one.participant), erased.map((one) => one.side), erased.map((one) => one.at)],
  );
  await sayErased(manager, copies);
  return parts;
}
