import type { EntityManager } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** Refuses what can be no id, before the database has to. */
export function readId(id: string, what: string): string {
  if (!uuid.test(id)) throw notFound(what);
  return id.toLowerCase();
}

export interface HumanIds {
  readonly human: string;
  readonly personIds: string[];
}

/** The human that a person id belongs to; any of her ids will do. */
export async function humanOf(manager: EntityManager, agency: string, id: string): Promise<HumanIds> {
  const rows: { human: string; person_id: string }[] = await manager.query(
    `select o.human, o.person_id from lead_desk.persons p join lead_desk.persons o using (agency, human)
     where p.agency = $1 and p.person_id = $2 and p.erased_at is null and o.erased_at is null order by o.person_id`,
    [agency, readId(id, 'person')],
  );
  const [first] = rows;
  if (!first) throw notFound('person');
  return { human: first.human, personIds: rows.map((row) => row.person_id) };
}
