import { rolesWith } from '#lead';
import type { EntityManager } from 'typeorm';

export interface PondRow {
  readonly id: string;
  /** The agency's own id of the office it is of; empty for the company's. */
  readonly office: string;
  readonly name: string;
  readonly version: number;
  readonly changed_at: Date;
  readonly changed_by: string;
  /** Those who may claim from it, by name. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

const ponds = `
select p.id, p.office, p.name, p.version, p.changed_at, p.changed_by,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id) from lead_desk.pond_members x
    join lead_desk.members m on m.agency = x.agency and m.id = x.member_id and m.disabled_at is null and m.role = any($2)
    where x.agency = p.agency and x.pond = p.id), '[]') as members
from lead_desk.ponds p where p.agency = $1 and p.deleted_at is null`;

const working = rolesWith('workLeads');

export function readPonds(manager: EntityManager, agency: string): Promise<PondRow[]> {
  return manager.query(`${ponds} order by lower(p.name), p.id`, [agency, working]);
}

/** A pond that was not deleted. @param id in the form of a UUID */
export async function findPond(manager: EntityManager, agency: string, id: string): Promise<PondRow | undefined> {
  const [row]: PondRow[] = await manager.query(`${ponds} and p.id = $3`, [agency, working, id]);
  return row;
}

/** What the ponds of an agency are called, also those that were deleted. */
export async function pondNames(manager: EntityManager, agency: string): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; name: string }[] = await manager.query('select id, name from lead_desk.ponds where agency = $1', [agency]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
