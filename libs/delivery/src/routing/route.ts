import { type AcceptedEvent, addressableTo, entityOf, isKnownType, parentsOf, rowFor, type Side } from '#people-exchange';
import type { Target } from '../participants/target';

export type Routed =
  { readonly to: 'deliver' } | { readonly to: 'ignore'; readonly row: string; readonly reason: string | null } | { readonly to: 'nobody' };

/** Events a website gets although it does not know the person yet (P1, P2). */
const introductions = new Set(['person.registered', 'account.invited']);

/** What becomes of an event at one target: across sides only, never back to its origin, to a website only about persons it knows. */
export function route(event: AcceptedEvent, fromSide: Side, target: Target, knows: boolean): Routed {
  if (
    target.agency !== event.agency ||
    target.side === fromSide ||
    target.id === event.origin ||
    target.mode === 'none' ||
    target.mode === 'log'
  )
    return { to: 'nobody' };
  if (!addressableTo(target.side, event)) return { to: 'nobody' };
  const introduces = introductions.has(event.type);
  if (target.side === 'website' && !introduces && !knows) return { to: 'nobody' };
  const { types, offices, says } = target.receives;
  const row = isKnownType(event.type) ? rowFor(event.type, fromSide) : 'P17';
  if (!(types ? types.includes(event.type) : isKnownType(event.type))) return { to: 'ignore', row, reason: says?.[row] ?? null };
  // Whom an office took on goes to that office's participants; everything later follows the person.
  const office = introduces ? officeOf(event.data) : undefined;
  if (offices && office !== undefined && !offices.includes(office))
    return { to: 'ignore', row, reason: `office ${office} is not one of its offices` };
  return { to: 'deliver' };
}

function officeOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'office' in data && typeof data.office === 'string' ? data.office : undefined;
}

const makers = new Set(['person.registered', 'account.invited', 'search.saved', 'appointment.booked', 'ownership.claimed']);

/** What a delivery makes at its target and what it needs there, as stable keys. */
export function dependenciesOf(event: Pick<AcceptedEvent, 'type' | 'data'>): { makes: string | null; needs: string[] } {
  const makes = makers.has(event.type) ? (event.type === 'person.registered' ? 'person' : (entityOf(event) ?? null)) : null;
  const needs = parentsOf(event.type, event.data).map((parent) => (parent.type === 'person.registered' ? 'person' : parent.key));
  return { makes, needs: needs.filter((need) => need !== makes) };
}
