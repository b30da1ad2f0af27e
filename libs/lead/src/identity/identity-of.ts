import type { AcceptedEvent } from '#people-exchange';
import { emailKey } from './email-key';

/** One other name of a person: `system` is a participant of the agency, `id` that participant's own subject for the person. */
export interface ExternalId {
  readonly system: string;
  readonly id: string;
}

/** What in an event says that two subjects are one human. */
export interface Identity {
  readonly externalIds: readonly ExternalId[];
  /** Normalised (trimmed, NFKC, lower case), without doubles. */
  readonly emails: readonly string[];
}

/** Types whose `data` describes the very person the event is about, so that its e-mail addresses identify her. */
export const identifyingTypes: ReadonlySet<string> = new Set(['person.registered', 'person.updated', 'account.invited']);

const nobody: Identity = { externalIds: [], emails: [] };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const addressOf = (entry: unknown): string | undefined =>
  emailKey(isRecord(entry) ? (entry['address'] ?? entry['email'] ?? entry['value']) : entry);

function externalIdsOf(data: Readonly<Record<string, unknown>>): ExternalId[] {
  const found = new Map<string, ExternalId>();
  for (const entry of listOf(data['externalIds'])) {
    if (!isRecord(entry)) continue;
    const { system, id } = entry;
    if (typeof system !== 'string' || typeof id !== 'string' || system === '' || id === '') continue;
    found.set(JSON.stringify([system, id]), { system, id });
  }
  return [...found.values()];
}

/**
 * Other ids and e-mail addresses by which the person of this event is known elsewhere.
 * Contact details in other types (an enquiry's form, an appointment's attendee) may be another's and never link.
 */
export function identityOf(event: Pick<AcceptedEvent, 'type' | 'data'>): Identity {
  if (!identifyingTypes.has(event.type) || !isRecord(event.data)) return nobody;
  const person = isRecord(event.data['person']) ? event.data['person'] : event.data;
  const single = emailKey(person['email']);
  const emails = listOf(person['emails']).map(addressOf);
  return {
    externalIds: externalIdsOf(person),
    emails: [...new Set([single, ...emails].filter((email) => email !== undefined))].sort(),
  };
}
