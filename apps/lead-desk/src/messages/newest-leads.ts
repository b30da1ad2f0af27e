import type { DataSource } from 'typeorm';

/** When the newest lead of each agency was opened, as text to be compared; agencies without any are missing. One statement, a look each. */
export async function newestLeads(db: DataSource, agencies: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows: { agency: string; newest: string }[] = await db.query(
    `select a.agency, l.opened_at::text as newest from (select distinct unnest($1::text[]) as agency) a cross join lateral
       (select opened_at from lead_desk.lead_list l where l.agency = a.agency and l.within is null order by opened_at desc, lead_id desc limit 1) l`,
    [agencies],
  );
  return new Map(rows.map(({ agency, newest }) => [agency, newest]));
}
