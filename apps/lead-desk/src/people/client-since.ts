import type { EntityManager } from 'typeorm';

/** Conversions that were not taken back, with whose they are. */
export const clients = `select p.agency, p.human, k.at from lead_desk.persons p join lead_desk.lead_marks k using (agency, person_id)
  where k.what = 'recordStatus' and k.value = 'converted'`;

/**
 * Since when these humans are clients: since the first conversion of a lead of theirs that was not taken back (B9). Marks are made by
 * people, so a rebuild keeps it; a lead that is archived later makes nobody less of a client.
 */
export async function clientSince(manager: EntityManager, agency: string, humans: readonly string[]): Promise<Map<string, string>> {
  const rows: { human: string; since: Date }[] = await manager.query(
    `select human, min(at) as since from (${clients}) c where agency = $1 and human = any($2) group by 1`,
    [agency, humans],
  );
  return new Map(rows.map(({ human, since }) => [human, since.toISOString()]));
}
