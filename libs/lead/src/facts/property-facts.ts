import { propertyKey, propertyLabel } from '../people/property-label';
import type { NoteFact, OwnershipFact, SavedPropertyFact, TodoFact } from './facts';
import type { Context } from './facts-of';
import { membersOf, textOf } from './read-data';
import { utcOf } from './stamp';

const keeping: Readonly<Record<string, { readonly via: 'saved' | 'interest'; readonly kept: boolean }>> = {
  'property.saved': { via: 'saved', kept: true },
  'property.unsaved': { via: 'saved', kept: false },
  'interest.registered': { via: 'interest', kept: true },
  'interest.withdrawn': { via: 'interest', kept: false },
};

/** Listings saved on a website (P8) or shown interest in at a branch (P9); a save again is an edit. */
export function propertyFacts({ event, data, personId, side, at, stamp }: Context): SavedPropertyFact[] {
  const keeps = Object.hasOwn(keeping, event.type) ? keeping[event.type] : undefined;
  const property = membersOf(data['property']);
  const key = propertyKey(property);
  if (keeps === undefined || key === undefined) return [];
  return [
    { agency: event.agency, person_id: personId, property_key: key, property, label: propertyLabel(property), side, at, stamp, ...keeps },
  ];
}

/** What makes somebody an owner: a claim with its note and to-do (P13), or the back office's word (P14). */
export function dwellingFacts(context: Context): { ownerships: OwnershipFact[]; todos: TodoFact[]; notes: NoteFact[] } {
  const { event, data, personId, entry, at, stamp } = context;
  const property = membersOf(data['property']);
  const key = propertyKey(property);
  if (!event.type.startsWith('ownership.') || key === undefined) return { ownerships: [], todos: [], notes: [] };
  const { capacity: said, since, until } = membersOf(data['ownership']);
  const capacity = said === 'landlord' ? 'landlord' : 'vendor';
  const label = propertyLabel(property);
  const of = { agency: event.agency, person_id: personId };
  const claimed = event.type === 'ownership.claimed';
  const word = event.type.slice('ownership.'.length);
  const when = utcOf(word === 'ended' ? (until ?? since) : since) ?? at;
  const ownership: OwnershipFact = {
    ...of,
    property_key: key,
    property,
    label,
    stamp,
    claimed_capacity: claimed ? capacity : null,
    claimed_at: claimed ? at : null,
    claimed_stamp: claimed ? stamp : null,
    word: claimed ? null : word,
    word_capacity: claimed ? null : capacity,
    word_at: claimed ? null : when,
    word_stamp: claimed ? null : stamp,
  };
  if (!claimed) return { ownerships: [ownership], todos: [], notes: [] };
  const message = textOf(data['message']);
  const text = `Says to be the ${capacity} of ${label}.${message === undefined ? '' : ` “${message}”`} Not confirmed yet.`;
  const because = 'A customer says so on the website; until it is confirmed, it unlocks nothing.';
  return {
    ownerships: [ownership],
    todos: [{ ...of, id: entry, title: `Check whether this is the ${capacity} of ${label}`, due_at: null, because }],
    notes: [{ ...of, id: entry, text, at, by: event.origin }],
  };
}
