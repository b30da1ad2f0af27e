import { may } from '#lead';
import type { SignedInMember } from '../sign-in/signed-in';

/**
 * Which leads a member may open, as a condition on a row of `lead_desk.assignments`: all, those of their office, or their own and what is
 * offered to them alone. What is offered to several, or in a pond, opens for whoever claims it (X11).
 * @param from the number of the first parameter
 */
export function leadScope(who: SignedInMember, table: string, from: number): { readonly sql: string; readonly parameters: unknown[] } {
  const { role, office } = who.member;
  if (may(role, 'seeAllLeads')) return { sql: 'true', parameters: [] };
  const own = `(${table}.agent = $${from} or (${table}.offered_to = array[$${from}::uuid] and ${table}.pond is null))`;
  if (!may(role, 'seeOfficeLeads')) return { sql: own, parameters: [who.memberId] };
  // A manager without an office manages the leads of none, and those that belong to no office.
  return { sql: `(${table}.office = $${from + 1} or ${own})`, parameters: [who.memberId, office ?? ''] };
}
