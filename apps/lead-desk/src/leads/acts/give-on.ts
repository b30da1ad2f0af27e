import type { LeadAct } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import type { Assignments } from '../../assignment/assignments';
import { holdAssignment } from '../../assignment/change-assignment';
import { openUnassigned } from '../../assignment/open-assignments';
import { may } from '#lead';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { OpenedLead } from '../record/find-lead';

/** Gives a lead on: to another member (B10), or to all who may take it (B12). What comes of it stands with the assignment. */
export async function giveOn(
  manager: EntityManager,
  assignments: Assignments,
  lead: OpenedLead,
  { act, agent }: { readonly act: Extract<LeadAct, 'handOff' | 'rebroadcast'>; readonly agent?: string },
  who: SignedInMember,
  now: Date,
): Promise<void> {
  await openUnassigned(manager, [{ ...lead, openedAt: now }]);
  const row = await holdAssignment(manager, lead.agency, lead.leadId);
  if (act === 'rebroadcast') return assignments.offerToAll(manager, row, who);
  if (agent === undefined) throw new DeskRefusal(422, [{ path: '/agent', rule: 'needed', message: 'Choose a member to hand the lead to' }]);
  if (row.agent !== who.memberId && !may(who.member.role, 'assignLeads'))
    throw new DeskRefusal(409, [{ path: '', rule: 'notYours', message: 'Only whoever has a lead hands it off' }]);
  return assignments.giveTo(manager, row, who, agent);
}
