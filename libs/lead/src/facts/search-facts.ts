import { interestKeyOf } from '../searches/interest-key';
import { explicitCriteria, impliedCriteria } from '../searches/read-criteria';
import type { InterestFact, SearchFact } from './facts';
import type { Context } from './facts-of';
import { membersOf, textOf } from './read-data';

const searchTypes: ReadonlySet<string> = new Set(['search.saved', 'search.updated', 'search.removed', 'alert.changed']);

/** Saved searches, from either side (P5, P6). Only an explicit search is taken for one (I11). */
export function searchFacts({ event, data, personId, side, at, stamp }: Context): SearchFact[] {
  const searchId = textOf(data['searchId']);
  if (!searchTypes.has(event.type) || searchId === undefined) return [];
  const criteria = event.type === 'search.saved' || event.type === 'search.updated' ? explicitCriteria(data) : undefined;
  const removed = event.type === 'search.removed';
  const alert = !removed && data['alert'] !== undefined ? membersOf(data['alert']) : undefined;
  return [
    {
      agency: event.agency,
      person_id: personId,
      search_id: searchId,
      side,
      name: criteria ? (textOf(data['name']) ?? null) : null,
      criteria: criteria ?? null,
      criteria_stamp: criteria ? stamp : null,
      saved_at: criteria ? at : null,
      alert: alert ?? null,
      alert_stamp: alert ? stamp : null,
      removed_at: removed ? at : null,
      removed_stamp: removed ? stamp : null,
    },
  ];
}

/** Implied searches (P4): each counts once towards the interest it belongs to. */
export function interestFacts({ event, data, personId, at, stamp }: Context): InterestFact[] {
  const criteria = event.type === 'search.performed' ? impliedCriteria(data) : undefined;
  if (criteria === undefined) return [];
  return [{ agency: event.agency, person_id: personId, interest: interestKeyOf(criteria), criteria, stamp, last_at: at, count: 1 }];
}
