import { DeskRefusal } from '../api-problems/desk-refusal';
import type { Role } from './session-views';
import type { SignedInMember } from './signed-in';

/** What each role may do, in one table. */
export const rights = {
  seeIntakes: ['agent', 'officeManager', 'broker', 'integrator', 'admin'],
  decideIntakes: ['officeManager', 'broker', 'admin'],
  /** Others see that something is there, but not whose. */
  seeIntakesUnmasked: ['agent', 'officeManager', 'broker', 'admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof rights;

export function may({ member }: Pick<SignedInMember, 'member'>, right: Right): boolean {
  const roles: readonly Role[] = rights[right];
  return roles.includes(member.role);
}

/** @throws DeskRefusal 403 */
export function demand(who: Pick<SignedInMember, 'member'>, right: Right): void {
  if (may(who, right)) return;
  const message = `Your role does not allow this: ${rights[right].join(', ')} may`;
  throw new DeskRefusal(403, [{ path: '', rule: 'role', message }]);
}
