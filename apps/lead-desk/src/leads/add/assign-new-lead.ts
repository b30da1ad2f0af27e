import type { EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { OpenedLead } from '../record/find-lead';

/** Whom a lead is given to when it is added: as the office's rule says, nobody, or a member by id. */
export type AssignHow = 'automatic' | 'nobody' | { readonly agent: string };

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

export function readAssign(said: string | undefined, problems: DeskProblem[]): AssignHow {
  if (said === undefined || said === 'automatic') return 'automatic';
  if (said === 'nobody') return 'nobody';
  if (uuid.test(said)) return { agent: said.toLowerCase() };
  problems.push({ path: '/assign', rule: 'value', message: 'Say "automatic", "nobody", or the id of a member' });
  return 'nobody';
}

/** A lead added by hand gets its agent (B5). An agent who adds one for nobody in particular has it, since they could not open it else. */
export async function assignNewLead(
  manager: EntityManager,
  { agency, leadId, personId }: OpenedLead,
  how: AssignHow,
  who: SignedInMember,
  now: Date,
): Promise<void> {
  const agent = typeof how === 'object' ? how.agent : who.member.role === 'agent' ? who.memberId : null;
  const [member]: { id: string; office: string | null }[] = await manager.query(
    `select id, office from lead_desk.members where agency = $1 and id = $2 and disabled_at is null and role <> 'integrator'`,
    [agency, agent],
  );
  if (agent !== null && !member)
    throw new DeskRefusal(422, [{ path: '/assign', rule: 'member', message: 'There is no such member to give the lead to' }]);
  await manager.query(
    `insert into lead_desk.assignments (agency, lead_id, person_id, office, state, agent, opened_at, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (agency, lead_id) do nothing`,
    [
      agency,
      leadId,
      personId,
      member?.office ?? who.member.office ?? '',
      member ? 'accepted' : 'unassigned',
      member?.id ?? null,
      now,
      member ? now : null,
    ],
  );
}
