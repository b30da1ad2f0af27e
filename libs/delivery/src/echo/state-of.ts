import { type AcceptedEvent, canonicalJson, entityOf } from '#people-exchange';
import { digestOf } from '../hash';

/** What is said of an entity by types that both sides send and that carry its state: only these can come back as an echo. */
const stated: ReadonlyMap<string, string> = new Map([
  ['person.registered', 'is'],
  ['person.updated', 'is'],
  ['consent.changed', 'is'],
  ['search.saved', 'is'],
  ['search.updated', 'is'],
  ['search.removed', 'gone'],
  ['alert.changed', 'is'],
  ['household.changed', 'is'],
  ['appointment.booked', 'is'],
  ['appointment.changed', 'is'],
  ['appointment.cancelled', 'gone'],
]);

type Said = Pick<AcceptedEvent, 'type' | 'data'>;

/** Digest of the entity of its person whose state an event carries; nothing for a mere happening. */
export function stateEntityOf(event: Said): string | null {
  if (!stated.has(event.type)) return null;
  const entity = entityOf(event);
  if (event.type === 'consent.changed') return digestOf('state', 'consent');
  if (event.type === 'alert.changed') return digestOf('state', 'alert', entity ?? 'all');
  return entity === undefined ? null : digestOf('state', entity);
}

/** Digest of what an event says of its entity, whatever order its members came in and whichever of two types carries it. */
export const stateBodyOf = (event: Said): string => digestOf('said', stated.get(event.type) ?? '', canonicalJson(event.data));

/** Digest of an event's id, as a receiver may name it in `causationid`. */
export const causeOf = (id: string): string => digestOf('cause', id);

/**
 * Digest of what an event says whatever way it is written in: case, spaces and punctuation, `1.00` for `1`, the order of lists,
 * and empty members make no difference.
 */
export const nearBodyOf = (event: Said): string => digestOf('near', stated.get(event.type) ?? '', canonicalJson(plainly(event.data)));

function plainly(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim() !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : bare(value);
  if (Array.isArray(value)) return value.map((one) => canonicalJson(plainly(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, one]): [string, unknown] => [name, plainly(one)]);
  return Object.fromEntries(members.filter(([, one]) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0)));
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
