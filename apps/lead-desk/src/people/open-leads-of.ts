import type { AssignmentState } from '#lead';
import type { EntityManager } from 'typeorm';
import type { OpenLeadView } from './person-summary-view';
import type { LeadView } from './person-view';

/** Those of these leads that are open, with whose they are (F11). By lead. */
export async function openLeadsOf(manager: EntityManager, agency: string, leads: readonly LeadView[]): Promise<Map<string, OpenLeadView>> {
  const open = leads.filter(({ closedAt }) => closedAt === null);
  const rows: { lead_id: string; web: boolean; state: AssignmentState | null; agent: string | null }[] = await manager.query(
    `select l.lead_id, p.side = 'website' as web, a.state, m.name as agent from lead_desk.leads l join lead_desk.persons p using (agency, person_id)
     left join lead_desk.assignments a on a.agency = l.agency and a.lead_id = l.lead_id
     left join lead_desk.members m on m.agency = a.agency and m.id = coalesce(a.agent, case when cardinality(a.offered_to) = 1 and a.pond is null then a.offered_to[1] end)
     where l.agency = $1 and l.lead_id = any($2)`,
    [agency, open.map(({ id }) => id)],
  );
  const found = new Map(rows.map((row) => [row.lead_id, row]));
  return new Map(
    open.map(({ id, intent }) => {
      const row = found.get(id);
      return [id, { id, intent, web: row?.web ?? false, state: row?.state ?? 'unassigned', agent: row?.agent ?? null }];
    }),
  );
}
