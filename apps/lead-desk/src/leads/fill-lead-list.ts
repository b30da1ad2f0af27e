import type { DataSource } from 'typeorm';
import { refreshLeads } from './refresh-leads';

const atOnce = 500;

/**
 * Makes rows for leads that were there before there was a list; asked at every start, and nothing to do at all but the first.
 * @returns how many it made
 */
export async function fillLeadList(db: DataSource): Promise<number> {
  for (let made = 0; ;) {
    const count = await db.transaction(async (manager) => {
      const missing: { agency: string; leadId: string }[] = await manager.query(
        `select l.agency, l.lead_id as "leadId" from lead_desk.leads l where not exists (select from lead_desk.lead_list t where t.agency = l.agency and t.lead_id = l.lead_id)
           and exists (select from lead_desk.persons p where p.agency = l.agency and p.person_id = l.person_id and p.erased_at is null)
         order by l.agency, l.lead_id limit $1`,
        [atOnce],
      );
      await refreshLeads(manager, missing);
      return missing.length;
    });
    made += count;
    if (count < atOnce) return made;
  }
}
