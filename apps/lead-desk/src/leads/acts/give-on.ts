import type { LeadAct } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { OpenedLead } from '../record/find-lead';

/**
 * Gives a lead on: to another member (B10), or back to all who may take it (B12). Offering it round is the work of giving out; where that
 * is done is named here, once.
 */
export async function giveOn(
  manager: EntityManager,
  lead: OpenedLead,
  act: Extract<LeadAct, 'handOff' | 'rebroadcast'>,
  agent: string | undefined,
  who: SignedInMember,
  now: Date,
): Promise<object> {
  if (act === 'handOff') return handOff(manager, lead, agent, now);
  await setAssignment(manager, lead, { state: 'unassigned', agent: null, office: lead.office }, now);
  return { from: lead.agent, by: who.memberId };
}

async function handOff(manager: EntityManager, lead: OpenedLead, agent: string | undefined, now: Date): Promise<object> {
  const [member]: { id: string; name: string; office: string | null }[] = await manager.query(
    `select id, name, office from lead_desk.members where agency = $1 and id = $2 and disabled_at is null and role <> 'integrator'`,
    [lead.agency, agent ?? null],
  );
  if (!member) throw new DeskRefusal(422, [{ path: '/agent', rule: 'member', message: 'Choose a member to hand the lead to' }]);
  if (member.id === lead.agent)
    throw new DeskRefusal(409, [{ path: '/agent', rule: 'same', message: `${member.name} has the lead already` }]);
  await setAssignment(manager, lead, { state: 'accepted', agent: member.id, office: member.office ?? lead.office }, now);
  return { from: lead.agent, to: member.id, toName: member.name };
}

async function setAssignment(
  manager: EntityManager,
  lead: OpenedLead,
  to: { readonly state: string; readonly agent: string | null; readonly office: string },
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into lead_desk.assignments as t (agency, lead_id, person_id, office, state, agent, opened_at, taken_at)
     values ($1, $2, $3, $4, $5, $6::uuid, $7, case when $6::uuid is null then null else $7::timestamptz end)
     on conflict (agency, lead_id) do update set office = excluded.office, state = excluded.state, agent = excluded.agent, taken_at = excluded.taken_at,
       offered_to = '{}', until = null, due_at = null, offers = 0`,
    [lead.agency, lead.leadId, lead.personId, to.office, to.state, to.agent, now],
  );
}
