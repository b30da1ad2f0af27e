import type { EntityManager } from 'typeorm';
import { notFound } from '../../api-problems/desk-refusal';
import { leadScope } from '../../assignment/lead-scope';
import { readId } from '../../people/person-id';
import type { SignedInMember } from '../../sign-in/signed-in';
import { holdAgency } from '../../assignment/hold-agency';

/** A lead that somebody works on. */
export interface OpenedLead {
  readonly agency: string;
  readonly leadId: string;
  readonly personId: string;
  readonly human: string;
  /** What the events asked for; marks are kept under it. */
  readonly askedIntent: string;
  readonly afterMark: string | null;
  readonly name: string | null;
  readonly office: string;
  readonly agent: string | null;
  readonly stage: string;
  readonly recordStatus: string;
  readonly closedAt: Date | null;
  readonly planStatus: string;
  readonly requestId: string | null;
}

const columns = `t.agency, t.lead_id as "leadId", t.person_id as "personId", t.human, l.intent as "askedIntent", l.after_mark as "afterMark", t.name, t.office, t.agent,
  t.stage, t.record_status as "recordStatus", t.closed_at as "closedAt", t.plan_status as "planStatus", t.request_id as "requestId"`;

/**
 * A lead one may open; by the id of one that another stands for, that other.
 * @throws DeskRefusal 404 also for what is another agency's, or out of one's scope
 */
export async function findLead(manager: EntityManager, who: SignedInMember, id: string): Promise<OpenedLead> {
  const scope = leadScope(who, 't', 3);
  const [lead]: OpenedLead[] = await manager.query(
    `select ${columns} from lead_desk.lead_list n join lead_desk.lead_list t on t.agency = n.agency and t.lead_id = coalesce(n.within, n.lead_id)
     join lead_desk.leads l on l.agency = t.agency and l.lead_id = t.lead_id where n.agency = $1 and n.lead_id = $2 and ${scope.sql}`,
    [who.agency, readId(id, 'lead'), ...scope.parameters],
  );
  if (!lead) throw notFound('lead');
  return lead;
}

/** The same, to change it: whoever else changes leads of the agency waits, and so does what comes from the log. */
export async function findLeadToChange(manager: EntityManager, who: SignedInMember, id: string): Promise<OpenedLead> {
  await holdAgency(manager, who.agency);
  return findLead(manager, who, id);
}
