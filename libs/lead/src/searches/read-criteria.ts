import { type Members, membersOf } from '../facts/read-data';
import type { ExplicitCriteria, ImpliedCriteria } from './criteria';

const hasChannel = (search: Members): boolean => search['channel'] === 'sales' || search['channel'] === 'lettings';

/** The implied search of an event, or undefined where it says to be something else. */
export function impliedCriteria(data: unknown): ImpliedCriteria | undefined {
  const search = membersOf(membersOf(data)['search']);
  // The gateway checked the rest of it against the contract; strength is what tells the two kinds apart.
  return search['strength'] === 'implied' && hasChannel(search) ? (search as unknown as ImpliedCriteria) : undefined;
}

export function explicitCriteria(data: unknown): ExplicitCriteria | undefined {
  const search = membersOf(membersOf(data)['search']);
  // As above: an implied one is not let through here (I11).
  return search['strength'] === 'explicit' && hasChannel(search) ? (search as unknown as ExplicitCriteria) : undefined;
}
