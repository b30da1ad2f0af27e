import { type LeadMark, leadsOfHuman, leadStanding } from '#lead';
import type { EntityManager } from 'typeorm';
import type { LeadView } from './person-view';

interface LeadRow {
  human: string;
  lead_id: string;
  person_id: string;
  intent: string;
  after_mark: string | null;
  opened_at: Date;
  opened_by: string;
}

/** The leads of these humans with where they stand. */
export async function leadsOf(manager: EntityManager, agency: string, humans: readonly string[]): Promise<Map<string, LeadView[]>> {
  const leads: LeadRow[] = await manager.query(
    `select p.human, l.lead_id, l.person_id, l.intent, l.after_mark, l.opened_at, l.opened_by
     from lead_desk.persons p join lead_desk.leads l using (agency, person_id) where p.agency = $1 and p.human = any($2)`,
    [agency, humans],
  );
  const marks: (Omit<LeadMark, 'at'> & { at: Date })[] = await manager.query(
    'select id, person_id, intent, what, value, at from lead_desk.lead_marks where agency = $1 and person_id = any($2)',
    [agency, [...new Set(leads.map((lead) => lead.person_id))]],
  );
  const told = marks.map((mark) => ({ ...mark, at: mark.at.toISOString() }));
  const views = leads.map((lead) => ({ human: lead.human, view: viewOf(lead, told) }));
  return new Map(humans.map((human) => [human, leadsOfHuman(views.filter((one) => one.human === human).map((one) => one.view))]));
}

function viewOf(lead: LeadRow, marks: readonly LeadMark[]): LeadView {
  return {
    id: lead.lead_id,
    intent: lead.intent,
    ...leadStanding(lead, marks),
    openedAt: lead.opened_at.toISOString(),
    openedBy: lead.opened_by,
  };
}
