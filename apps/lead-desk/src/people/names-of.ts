import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';

/** What these persons are called, by their ids in the bridge; who has no name yet has none here. */
export async function namesOf(
  db: DataSource,
  agency: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string | null>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows: { person_id: string; name: string | null }[] = await inAgency(db, agency, (manager) =>
    manager.query(
      'select p.person_id, l.name from lead_desk.persons p join lead_desk.people l using (agency, human) where p.agency = $1 and p.person_id = any($2)',
      [agency, wanted],
    ),
  );
  return new Map(rows.map((row) => [row.person_id, row.name]));
}
