import { v5 } from 'uuid';

/** Namespace of the bridge's own UUIDv5 names (RFC 9562, section 5.5). */
const namespace = '6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34';

/** The bridge's id of a person: every reader comes to the same without asking. */
export function personIdOf(agency: string, participant: string, subject: string): string {
  return v5(JSON.stringify([agency, participant, subject]), namespace);
}

/** Key of the order an event belongs to; without a subject all of a participant share one. */
export function partitionKeyOf(agency: string, participant: string, subject: string | undefined): string {
  return subject === undefined ? v5(JSON.stringify([agency, participant]), namespace) : personIdOf(agency, participant, subject);
}
