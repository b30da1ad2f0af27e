import { parse, v5 } from 'uuid';

/** Namespace of the bridge's own UUIDv5 names (RFC 9562, section 5.5), parsed once: this runs for every event. */
const namespace = parse('6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34');
const utf8 = new TextEncoder();

/** Persons come back soon, and a hash costs ten times a look: what was worked out last is kept, in two halves of which the older goes. */
const keptPerHalf = 10_000;
let newer = new Map<string, string>();
let older = new Map<string, string>();

function idOf(name: string): string {
  const known = newer.get(name);
  if (known !== undefined) return known;
  const id = older.get(name) ?? v5(utf8.encode(name), namespace);
  if (newer.size >= keptPerHalf) [newer, older] = [new Map(), newer];
  newer.set(name, id);
  return id;
}

/** The bridge's id of a person: every reader comes to the same without asking. */
export function personIdOf(agency: string, participant: string, subject: string): string {
  return idOf(JSON.stringify([agency, participant, subject]));
}

/** Key of the order an event belongs to; without a subject all of a participant share one. */
export function partitionKeyOf(agency: string, participant: string, subject: string | undefined): string {
  return subject === undefined ? idOf(JSON.stringify([agency, participant])) : personIdOf(agency, participant, subject);
}
