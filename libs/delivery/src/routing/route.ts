import { type AcceptedEvent, addressableTo, entityOf, isKnownType, parentsOf } from '#people-exchange';
import type { Target } from '../participants/target';

export type Routed = { readonly to: 'deliver' } | { readonly to: 'ignore'; readonly row: string } | { readonly to: 'nobody' };

/** Events a website gets although it does not know the person yet (P1, P2). */
const introductions = new Set(['person.registered', 'account.invited']);

/** What becomes of an event at one target: across sides only, never back to its origin, to a website only about persons it knows. */
export function route(event: AcceptedEvent, fromSide: string, target: Target, knows: boolean): Routed {
  if (
    target.agency !== event.agency ||
    target.side === fromSide ||
    target.id === event.origin ||
    target.mode === 'none' ||
    target.mode === 'log'
  )
    return { to: 'nobody' };
  if (!addressableTo(target.side, event)) return { to: 'nobody' };
  if (target.side === 'website' && !introductions.has(event.type) && !knows) return { to: 'nobody' };
  const { types } = target.receives;
  const asked = types ? types.includes(event.type) : isKnownType(event.type);
  if (!asked) return { to: 'ignore', row: isKnownType(event.type) ? event.type : 'P17' };
  return { to: 'deliver' };
}

const makers = new Set(['person.registered', 'account.invited', 'search.saved', 'appointment.booked', 'ownership.claimed']);

/** What a delivery makes at its target and what it needs there, as stable keys. */
export function dependenciesOf(event: AcceptedEvent): { makes: string | null; needs: string[] } {
  const makes = makers.has(event.type) ? (event.type === 'person.registered' ? 'person' : (entityOf(event) ?? null)) : null;
  const needs = parentsOf(event.type, event.data).map((parent) => (parent.type === 'person.registered' ? 'person' : parent.key));
  return { makes, needs: needs.filter((need) => need !== makes) };
}
