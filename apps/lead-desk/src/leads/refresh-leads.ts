import { type LeadAbout, type LeadMark, leadsOfHuman, leadStanding } from '#lead';
import type { EntityManager } from 'typeorm';
import { lockAgencies, lockDesk } from '../take-events/lock-desk';
import type { Human } from '../take-events/regroup';
import { knownValues } from './known-values';
import { type ListedLead, writeLeadList } from './write-lead-list';

interface LeadRow {
  agency: string;
  human: string;
  lead_id: string;
  person_id: string;
  intent: string;
  after_mark: string | null;
  opened_at: Date;
  about: LeadAbout | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  last_activity: Date | null;
  assignment_state: string | null;
  agent: string | null;
  agent_name: string | null;
  offered_to: string[] | null;
  pond: string | null;
  until: Date | null;
  office: string | null;
  plan_status: string | null;
  plan_due_at: Date | null;
  requested_act: string | null;
  request_id: string | null;
  touched_at: Date | null;
}

const leadsSql = `
select p.agency, p.human, l.lead_id, l.person_id, l.intent, l.after_mark, l.opened_at, l.about, n.name, n.email, n.phone, n.last_activity,
  a.state as assignment_state, a.agent, m.name as agent_name, array(select o::text from unnest(a.offered_to) o) as offered_to, a.pond, a.until, a.office,
  case when r.stopped_at is null then r.status end as plan_status, case when r.stopped_at is null then r.due_at end as plan_due_at,
  q.act as requested_act, q.id as request_id,
  greatest(l.opened_at, a.taken_at, (select max(c.at) from lead_desk.lead_acts c where c.agency = l.agency and c.lead_id = l.lead_id and c.by is not null)) as touched_at
from (select distinct * from unnest($1::text[], $2::uuid[]) as w(agency, human)) w
cross join lateral (select * from lead_desk.persons p where p.agency = w.agency and p.human = w.human and p.erased_at is null offset 0) p
cross join lateral (select * from lead_desk.leads l where l.agency = w.agency and l.person_id = p.person_id offset 0) l
left join lead_desk.people n on n.agency = p.agency and n.human = p.human
left join lead_desk.assignments a on a.agency = l.agency and a.lead_id = l.lead_id
left join lead_desk.members m on m.agency = a.agency and m.id = a.agent
left join lead_desk.plan_runs r on r.agency = l.agency and r.lead_id = l.lead_id
left join lead_desk.lead_requests q on q.agency = l.agency and q.lead_id = l.lead_id and q.state = 'open'`;

/**
 * Makes the list's rows of these leads anew, and of all others of the same humans, in the caller's transaction and in some seven
 * statements whatever their number. Whoever changes what a row shows calls it afterwards; it waits for others who change leads of the agency.
 */
export async function refreshLeads(
  manager: EntityManager,
  leads: readonly { readonly agency: string; readonly leadId: string }[],
): Promise<void> {
  if (leads.length === 0) return;
  const humans: Human[] = await manager.query(
    `select distinct p.agency, p.human from unnest($1::text[], $2::uuid[]) as w(agency, lead_id) join lead_desk.leads l using (agency, lead_id)
     join lead_desk.persons p on p.agency = l.agency and p.person_id = l.person_id`,
    [leads.map((one) => one.agency), leads.map((one) => one.leadId)],
  );
  await refreshLeadsOf(manager, humans);
}

/** The same for all leads of these humans. */
export async function refreshLeadsOf(manager: EntityManager, humans: readonly Human[]): Promise<void> {
  if (humans.length === 0) return;
  const agencies = humans.map((one) => one.agency);
  await lockDesk(manager, 'shared');
  await lockAgencies(manager, agencies);
  const given = [agencies, humans.map((one) => one.human)];
  const leads: LeadRow[] = await manager.query(leadsSql, given);
  const marks = await marksOf(manager, leads);
  const written = await valuesOf(manager, leads);
  const listed = leads.map((lead) => listedOf(lead, marks.get(lead.person_id) ?? [], written.get(lead.lead_id) ?? new Map()));
  await writeLeadList(manager, given, named(listed));
}

async function marksOf(manager: EntityManager, leads: readonly LeadRow[]): Promise<Map<string, LeadMark[]>> {
  const rows: (Omit<LeadMark, 'at'> & { at: Date })[] = await manager.query(
    'select id, person_id, intent, what, value, at from lead_desk.lead_marks where agency = any($1) and person_id = any($2)',
    [[...new Set(leads.map((lead) => lead.agency))], [...new Set(leads.map((lead) => lead.person_id))]],
  );
  return Map.groupBy(
    rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    (mark) => mark.person_id,
  );
}

async function valuesOf(manager: EntityManager, leads: readonly LeadRow[]): Promise<Map<string, Map<string, unknown>>> {
  const rows: { lead_id: string; field: string; value: unknown }[] = await manager.query(
    'select lead_id, field, value from lead_desk.lead_values where agency = any($1) and lead_id = any($2)',
    [[...new Set(leads.map((lead) => lead.agency))], leads.map((lead) => lead.lead_id)],
  );
  const byLead = Map.groupBy(rows, (row) => row.lead_id);
  return new Map([...byLead].map(([lead, values]) => [lead, new Map(values.map(({ field, value }) => [field, value]))]));
}

const short = (text: string, most = 300): string => text.slice(0, most).toWellFormed();
const lastOfAll = '\uffff';
const never = 'infinity';

function listedOf(lead: LeadRow, marks: readonly LeadMark[], written: ReadonlyMap<string, unknown>): ListedLead {
  const { stage, recordStatus, closedAt } = leadStanding(lead, marks);
  const values = knownValues({ ...lead, stage }, written);
  const open = closedAt === null && recordStatus !== 'converted';
  const touched = lead.touched_at ?? lead.opened_at;
  const active = lead.last_activity !== null && lead.last_activity > touched ? lead.last_activity : touched;
  return {
    agency: lead.agency,
    lead_id: lead.lead_id,
    person_id: lead.person_id,
    human: lead.human,
    within: null,
    asked_intent: lead.intent,
    name: values.name === '' ? null : values.name,
    sort_name: values.name === '' ? lastOfAll : short(values.name.toLowerCase(), 200),
    email: short(values.email),
    phone: short(values.phone),
    intent: values.intent,
    source: short(values.source),
    stage,
    record_status: recordStatus,
    assignment_state: lead.assignment_state ?? 'unassigned',
    agent: lead.agent,
    agent_name: short(lead.agent_name ?? ''),
    offered_to: lead.offered_to ?? [],
    pond: lead.pond,
    until: lead.until?.toISOString() ?? null,
    office: lead.office ?? '',
    rating: Number(values.rating),
    financing: values.financing,
    prequalified: values.prequalified,
    lender: short(values.lenderName),
    referral: values.referral,
    referral_source: short(values.referralSource),
    plan_status: open || lead.plan_status === 'completed' ? (lead.plan_status ?? '') : '',
    plan_due_at: (open ? lead.plan_due_at?.toISOString() : undefined) ?? never,
    requested_act: lead.requested_act ?? '',
    request_id: lead.request_id,
    property: short(values.property),
    mls: short(values.mls),
    message: short(values.message, 500),
    opened_at: lead.opened_at.toISOString(),
    last_activity: active.toISOString(),
    touched_at: touched.toISOString(),
    closed_at: closedAt,
    sought: soughtIn(values),
  };
}

/** A mark before each field's words, so that a search can say in which of them it looks. */
function soughtIn(values: ReturnType<typeof knownValues>): string {
  const { name, email, phone, property, mls, propertyId, message, notes, source, lenderName, referralSource } = values;
  return [
    name,
    email,
    `${phone} ${phone.replace(/[^\d+]/g, '')}`,
    `${property} ${mls} ${propertyId}`,
    message,
    notes,
    `${source} ${referralSource}`,
    lenderName,
  ]
    .map((words) => short(words.toLowerCase(), 2_000).replaceAll('\u001f', ' '))
    .join('\u001f');
}

/** Open leads of one human and intent are one piece of work, named by the earlier. */
function named(all: readonly ListedLead[]): ListedLead[] {
  return [...Map.groupBy(all, (lead) => `${lead.agency}\u0000${lead.human}`).values()].flatMap((ofHuman) => {
    const shown = leadsOfHuman(
      ofHuman.map((lead) => ({ id: lead.lead_id, intent: lead.asked_intent, openedAt: lead.opened_at, closedAt: lead.closed_at })),
    );
    return ofHuman.map((lead) => {
      if (shown.some(({ id }) => id === lead.lead_id)) return lead;
      const names = shown.find(({ intent, closedAt }) => intent === lead.asked_intent && closedAt === null);
      return { ...lead, within: names?.id ?? null };
    });
  });
}
