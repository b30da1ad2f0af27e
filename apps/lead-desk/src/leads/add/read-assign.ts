import type { DeskProblem } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';

/** Whom a lead is given to when it is added: as the office's rule says, nobody, or a member by id. */
export type AssignHow = 'automatic' | 'nobody' | { readonly agent: string };

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** An agent who says nothing, or nobody, has the lead: they could not open it else. */
export function readAssign(said: string | undefined, { member }: SignedInMember, problems: DeskProblem[]): AssignHow {
  const own = { agent: member.id };
  if (said === undefined) return member.role === 'agent' ? own : 'automatic';
  if (said === 'automatic') return 'automatic';
  if (said === 'nobody') return member.role === 'agent' ? own : 'nobody';
  if (uuid.test(said)) return { agent: said.toLowerCase() };
  problems.push({ path: '/assign', rule: 'value', message: 'Say "automatic", "nobody", or the id of a member' });
  return 'nobody';
}
