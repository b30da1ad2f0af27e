import type { AcceptedEvent } from '#people-exchange';

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members =>
  // What is an object and no list has members by name.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** The part of an event that says how the whole of its entity is. */
export const whole = '';

/**
 * What an event that carries a state says something of: the members of a person, the purposes and channels of consents, because
 * those left out are unchanged; of all else the whole.
 */
export function partsOf({ type, data }: Pick<AcceptedEvent, 'type' | 'data'>): readonly string[] {
  if (type.startsWith('person.')) {
    const { person, ...beside } = membersOf(data);
    return [...Object.keys(membersOf(person)).map((name) => `person/${name}`), ...Object.keys(beside)];
  }
  if (type === 'consent.changed') return consentsIn(data).map(consentPart);
  return [whole];
}

/** The event without some of its parts, the event itself where it has none of them, and nothing where nothing is left. */
export function withoutParts<E extends Pick<AcceptedEvent, 'type' | 'data'>>(event: E, gone: (part: string) => boolean): E | null {
  const parts = partsOf(event);
  const left = parts.filter((part) => !gone(part));
  if (left.length === parts.length) return event;
  if (left.length === 0) return null;
  if (event.type === 'consent.changed')
    return { ...event, data: { ...membersOf(event.data), consents: consentsIn(event.data).filter((one) => !gone(consentPart(one))) } };
  const { person, ...beside } = membersOf(event.data);
  const stays = (prefix: string, of: Members): Members =>
    Object.fromEntries(Object.entries(of).filter(([name]) => left.includes(prefix + name)));
  return { ...event, data: { ...stays('', beside), person: stays('person/', membersOf(person)) } };
}

function consentsIn(data: unknown): readonly unknown[] {
  const { consents } = membersOf(data);
  return Array.isArray(consents) ? consents : [];
}

function consentPart(consent: unknown): string {
  const { purpose, channel } = membersOf(consent);
  return `consents/${String(purpose)} ${String(channel)}`;
}
