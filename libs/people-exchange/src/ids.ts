import { parse, v5 } from 'uuid';

/** Namespace of the bridge's own UUIDv5 names (RFC 9562, section 5.5), parsed once: this runs for every event. */
const namespace = parse('6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34');
const utf8 = new TextEncoder();

/** The bridge's id of a person: every reader comes to the same without asking. */
export function personIdOf(agency: string, participant: string, subject: string): string {
  return v5(utf8.encode(JSON.stringify([agency, participant, subject])), namespace);
}

/** Key of the order an event belongs to; without a subject all of a participant share one. */
export function partitionKeyOf(agency: string, participant: string, subject: string | undefined): string {
  return subject === undefined
    ? v5(utf8.encode(JSON.stringify([agency, participant])), namespace)
    : personIdOf(agency, participant, subject);
}
