import { hash } from 'node:crypto';

/** A UUID-shaped digest of the parts, for keys that must not grow with what they stand for. */
export function digestOf(...parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\u0000'), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Identity of one event for ever: which participant sent it, under which source and id. */
export function eventKeyOf(event: { agency: string; origin: string; source: string; id: string }): string {
  return digestOf('event', event.agency, event.origin, event.source, event.id);
}

export const laneCount = 64;

/** The lane of a person's queue: a share of the ownership, not of the work. */
export function laneOf(person: string): number {
  return Number.parseInt(person.slice(0, 2), 16) % laneCount;
}
