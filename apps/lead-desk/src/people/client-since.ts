import type { EntityManager } from 'typeorm';

/**
 * Since when these humans are clients: since the first conversion of a lead of theirs that was not taken back (B9). Marks are made by
 * people, so a rebuild keeps it; a lead that is archived later makes nobody less of a client.
 */
export async function clientSince(manager: EntityManager, agency: string, humans: readonly string[]): Promise<Map<string, string>> {
  const rows: { human: string; since: Date }[] = await manager.query(
    `select p.human, min(k.at) as since from lead_desk.persons p join lead_desk.lead_marks k using (agency, person_id)
     where p.agency = $1 and p.human = any($2) and k.what = 'recordStatus' and k.value = 'converted' group by 1`,
    [agency, humans],
  );
  return new Map(rows.map(({ human, since }) => [human, since.toISOString()]));
}
