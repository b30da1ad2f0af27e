import type { EntityManager } from 'typeorm';
import { leadIsOpen } from '../leads/lead-is-open';
import { assignmentColumns, type AssignmentRow, writeAssignments } from './assignment-rows';
import { type GivenOut, giveOutLeads, type LeadForSomebody } from './give-out-leads';
import type { GivingGround } from './giving-ground';
import { knownAgents, type WhoKnows } from './known-agents';
import { tellPondFilled } from '../ponds/tell-ponds';
import { ruleInForce } from './rules-in-force';
import { tellGivenOut } from './tell-assignments';

/** A lead that was opened, by an event or by hand. */
export interface OpenedLead extends WhoKnows {
  /** The agency's own id of the office it concerns; empty for none. */
  readonly office: string;
  readonly openedAt: Date;
}

const open = `
insert into lead_desk.assignments (agency, lead_id, person_id, office, state, opened_at)
select distinct on (agency, lead_id) agency, lead_id, person_id, office, 'unassigned', opened_at
from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) as o(agency, lead_id, person_id, office, opened_at)
where exists (select 1 from lead_desk.leads l where l.agency = o.agency and l.lead_id = o.lead_id)
order by agency, lead_id on conflict do nothing returning ${assignmentColumns}`;

/**
 * Leads that are another word for one of the same human and intent which is open already: nobody is asked twice for one piece of work.
 * Row by row, as for the agents that are known.
 */
const doubles = `
select l.lead_id from unnest($1::text[], $2::uuid[]) as w(agency, lead_id)
cross join lateral (select * from lead_desk.leads l where l.agency = w.agency and l.lead_id = w.lead_id offset 0) l
cross join lateral (select p.human from lead_desk.persons p where p.agency = w.agency and p.person_id = l.person_id offset 0) p
cross join lateral (select q.person_id from lead_desk.persons q where q.agency = w.agency and q.human = p.human offset 0) q
cross join lateral (select * from lead_desk.leads o where o.agency = w.agency and o.person_id = q.person_id offset 0) o
where o.intent = l.intent and o.lead_id <> l.lead_id and (o.opened_at, o.lead_id) < (l.opened_at, l.lead_id)
  and ${leadIsOpen('o')}`;

/**
 * Opens the assignment of leads that have none yet, and gives them out where their office or company has a rule for it (F1, F2); those that
 * have one stay as they are, so that an event or a rebuild that comes again gives nothing out twice. The agencies are held by `holdAgency`.
 */
export async function openAssignments(manager: EntityManager, leads: readonly OpenedLead[], ground: GivingGround): Promise<void> {
  const rows = await openUnassigned(manager, leads);
  if (rows.length === 0) return;
  const twice: { lead_id: string }[] = await manager.query(doubles, [rows.map(({ agency }) => agency), rows.map(({ lead_id }) => lead_id)]);
  const skipped = new Set(twice.map(({ lead_id }) => lead_id));
  const fresh = rows.filter(({ lead_id }) => !skipped.has(lead_id));
  const known = await knownAgents(manager, leads);
  await giveOutByOffice(
    manager,
    fresh.map((row) => ({ row, lead: known.get(row.lead_id) ?? nobodyKnown, had: [] })),
    { ...ground, isNew: true },
  );
}

/** Opens assignments that wait for somebody to decide whose they are. Answers those that were new. */
export async function openUnassigned(
  manager: EntityManager,
  leads: readonly Pick<OpenedLead, 'agency' | 'leadId' | 'personId' | 'office' | 'openedAt'>[],
): Promise<AssignmentRow[]> {
  if (leads.length === 0) return [];
  const rows: AssignmentRow[] = await manager.query(open, [
    leads.map(({ agency }) => agency),
    leads.map(({ leadId }) => leadId),
    leads.map(({ personId }) => personId),
    leads.map(({ office }) => office),
    leads.map(({ openedAt }) => openedAt),
  ]);
  // In the order in which they came, whatever their names.
  return rows.toSorted((a, b) => a.opened_at.getTime() - b.opened_at.getTime() || (a.lead_id < b.lead_id ? -1 : 1));
}

export const nobodyKnown = { askedFor: null, stickyAgent: null, listingAgent: null } as const;

/** Gives out leads, office by office, writes what came of it and tells whom it concerns. The agency is held by `holdAgency`. */
export async function giveOutByOffice(
  manager: EntityManager,
  leads: readonly LeadForSomebody[],
  { isNew, ...ground }: GivingGround & { readonly isNew: boolean },
): Promise<readonly GivenOut[]> {
  const offices = Map.groupBy(leads, ({ row }) => JSON.stringify([row.agency, row.office]));
  const given: GivenOut[] = [];
  for (const here of offices.values()) {
    const [{ row } = { row: undefined }] = here;
    const rule = row && (await ruleInForce(manager, row.agency, row.office));
    if (rule) given.push(...(await giveOutLeads(manager, rule, here, ground)));
  }
  await writeAssignments(manager, given, ground.now);
  await tellGivenOut(manager, given, isNew, ground.now);
  await tellPonds(manager, given, ground.now);
  return given;
}

/** The members of each pond hear how many of these leads came into it. */
async function tellPonds(manager: EntityManager, given: readonly GivenOut[], now: Date): Promise<void> {
  const filled = given.filter(({ decision }) => decision.given.kind === 'pond');
  for (const here of Map.groupBy(filled, ({ row, pond }) => JSON.stringify([row.agency, pond?.pond])).values()) {
    const [{ row, pond } = { row: undefined, pond: null }] = here;
    if (row && pond)
      await tellPondFilled(manager, { agency: row.agency, pond: pond.name }, { members: pond.members, leads: here.length }, now);
  }
}
