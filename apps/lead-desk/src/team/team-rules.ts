import type { Role } from '#lead';
import { type DeskProblem, DeskRefusal } from '../api-problems/desk-refusal';

interface Acting {
  readonly memberId: string;
  readonly member: { readonly role: Role };
}

export interface Target {
  readonly id: string;
  readonly role: Role;
}

/** Administrators alone make administrators, and change or disable one. */
export function demandReach(who: Acting, ...touched: readonly Role[]): void {
  if (who.member.role === 'admin' || !touched.includes('admin')) return;
  const message = 'Only an administrator makes or changes an administrator';
  throw new DeskRefusal(403, [{ path: '/role', rule: 'role', message }]);
}

/** What speaks against another role, or against disabling: nobody does that to themselves, and the last administrator stays. */
export function problemsOfLoss(who: Acting, target: Target, next: Role | 'disabled', otherAdmins: number): DeskProblem[] {
  if (next === target.role) return [];
  const path = next === 'disabled' ? '' : '/role';
  if (target.id === who.memberId) {
    const message = next === 'disabled' ? 'Nobody disables themselves; ask a colleague' : 'Nobody changes their own role; ask a colleague';
    return [{ path, rule: 'own', message }];
  }
  if (target.role === 'admin' && otherAdmins === 0)
    return [{ path, rule: 'lastAdmin', message: 'This is the last administrator; make another one first' }];
  return [];
}

/** @throws DeskRefusal 409 that says what stands and who made it so */
export function demandSeen(
  seen: number,
  stands: { version: number; changed_by: string | null; changed_at: Date | null },
  now: object,
): void {
  if (seen === stands.version) return;
  const by = stands.changed_by ?? 'Somebody';
  const message = `${by} changed this meanwhile; look at what stands now and decide again`;
  const facts = { changedBy: stands.changed_by, changedAt: stands.changed_at?.toISOString() ?? null, stands: now };
  throw new DeskRefusal(409, [{ path: '/version', rule: 'changed', message }], undefined, facts);
}
