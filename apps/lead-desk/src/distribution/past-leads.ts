import type { LeadToGive } from '#lead';
import type { EntityManager } from 'typeorm';
import { nobodyKnown } from '../assignment/open-assignments';

/** A lead that came, who has it, and what was known of agents when it was given out. */
export interface PastLeadRow {
  readonly lead_id: string;
  readonly opened_at: Date;
  readonly name: string | null;
  readonly agent: string | null;
  readonly agent_name: string | null;
  readonly lead: Omit<LeadToGive, 'offers'>;
}

/** More of them would take long to play; the newest count. */
const most = 20_000;

const past = `
select a.lead_id, a.opened_at, h.name, a.agent, m.name as agent_name, d.asked->'lead' as lead from lead_desk.assignments a
left join lateral (select asked from lead_desk.assignment_acts x where x.agency = a.agency and x.lead_id = a.lead_id and x.asked is not null
  order by x.number limit 1) d on true
left join lead_desk.members m on m.agency = a.agency and m.id = a.agent
left join lead_desk.persons p on p.agency = a.agency and p.person_id = a.person_id
left join lead_desk.people h on h.agency = a.agency and h.human = p.human
where a.agency = $1 and ($2 = '' or a.office = $2) and a.opened_at >= $3 order by a.opened_at desc, a.lead_id desc limit ${most}`;

/** The leads of an office since a moment, the oldest first; empty for those of every office. */
export async function pastLeads(manager: EntityManager, agency: string, office: string, since: Date): Promise<PastLeadRow[]> {
  const rows: (Omit<PastLeadRow, 'lead'> & { lead: LeadToGive | null })[] = await manager.query(past, [agency, office, since]);
  return rows.toReversed().map(({ lead, ...row }) => ({
    ...row,
    lead: lead === null ? nobodyKnown : { askedFor: lead.askedFor, stickyAgent: lead.stickyAgent, listingAgent: lead.listingAgent },
  }));
}
