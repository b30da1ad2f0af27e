import type { AcceptedEvent, Side } from './envelope';
import { eventTypeOf } from './event-types';
import type { PropertyNoted } from './events/property';

type Members = Readonly<Record<string, unknown>>;
const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A note its writer shares with the agency. */
export type SharedNote = PropertyNoted & { visibility: 'shared' };
/** A note its writer keeps; no function that speaks to a back office takes one. */
export type PrivateNote = PropertyNoted & { visibility: 'private' };

/** The only way from a note to one that may be handed to a back office (P10). */
export const noteForBackOffice = (note: PropertyNoted): SharedNote | undefined => (isShared(note) ? note : undefined);
const isShared = (note: PropertyNoted): note is SharedNote => note.visibility === 'shared';

/** A private note stays on its website (P10), and so does one that does not say; everything else may go to either side. */
export function addressableTo(side: Side, event: Pick<AcceptedEvent, 'type' | 'data'>): boolean {
  return !(side === 'backOffice' && event.type === 'property.noted' && members(event.data).visibility !== 'shared');
}

/** A stable key of what an event is about beside its person: a search, a listing, an appointment, a household. */
export function entityOf(event: Pick<AcceptedEvent, 'type' | 'data'>): string | undefined {
  const data = members(event.data);
  const searchId = text(data.searchId);
  if (searchId) return `search:${searchId}`;
  const appointment = text(data.appointmentId);
  if (appointment && event.type.startsWith('appointment.')) return `appointment:${appointment}`;
  const household = text(data.householdId);
  if (household) return `household:${household}`;
  const property = members(data.property);
  if (text(property.id))
    return `${event.type.startsWith('ownership.') ? 'dwelling' : 'listing'}:${text(property.system) ?? ''}:${text(property.id) ?? ''}`;
  return event.type.startsWith('person.') ? 'person' : undefined;
}

const edits = new Map([
  ['search.updated', 'search.saved'],
  ['search.removed', 'search.saved'],
  ['alert.changed', 'search.saved'],
  ['appointment.changed', 'appointment.booked'],
  ['appointment.cancelled', 'appointment.booked'],
]);

/** What must have been made at a target before this event makes sense there. */
export function parentsOf(type: string, data: unknown): { type: string; key: string }[] {
  if (!eventTypeOf(type)) return [];
  const parents = type === 'person.registered' ? [] : [{ type: 'person.registered', key: 'person' }];
  const made = edits.get(type);
  const key = made ? entityOf({ type, data }) : undefined;
  return made && key ? [...parents, { type: made, key }] : parents;
}

/** JSON pointers, below `data`, of the areas an event carries. */
export function areasIn(type: string, data: unknown): string[] {
  if (!eventTypeOf(type)) return [];
  const { search, about } = members(data);
  const areas = members(search).areas;
  const pointers = Array.isArray(areas) ? areas.map((_, index) => `/search/areas/${index}`) : [];
  return members(about).area === undefined ? pointers : [...pointers, '/about/area'];
}

export interface ExternalIdSent {
  readonly system: string;
  readonly id: string;
}

/**
 * Data as another participant may see it: every reference to a person of the sender (household members, merged subjects,
 * attendees) under the name `rename` gives, and of `externalIds` those that `keep` lets pass (all where it is left out).
 */
export function mapPersonRefs(
  _type: string,
  data: unknown,
  rename: (subject: string) => string,
  keep?: (externalId: ExternalIdSent) => boolean,
): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  const source = members(data);
  const renamed: Record<string, unknown> = { ...source };
  const renameRef = (ref: unknown): unknown => {
    const subject = text(members(ref).subject);
    return subject === undefined ? ref : { ...members(ref), subject: rename(subject) };
  };
  for (const name of ['members', 'attendees']) if (Array.isArray(source[name])) renamed[name] = source[name].map(renameRef);
  if (Array.isArray(source.mergedSubjects))
    renamed.mergedSubjects = source.mergedSubjects.map((subject: unknown) => (typeof subject === 'string' ? rename(subject) : subject));
  const { externalIds } = members(source.person);
  if (keep && Array.isArray(externalIds)) renamed.person = { ...members(source.person), externalIds: externalIds.filter(passes(keep)) };
  return renamed;
}

const passes =
  (keep: (externalId: ExternalIdSent) => boolean) =>
  (entry: unknown): boolean => {
    const [system, id] = [text(members(entry).system), text(members(entry).id)];
    return system !== undefined && id !== undefined && keep({ system, id });
  };

type Lift = (data: unknown) => unknown;
/** Per type, how version 1 becomes 2, 2 becomes 3 and so on. Every type is still at its first. */
const lifts: Readonly<Record<string, readonly Lift[]>> = {};

/** Old versions of data, lifted to the newest when read; data of newer versions is left as it is. */
export const lift = (event: AcceptedEvent): AcceptedEvent => liftBy(lifts, event);

function liftBy(steps: Readonly<Record<string, readonly Lift[]>>, event: AcceptedEvent): AcceptedEvent {
  const all = steps[event.type];
  if (!all || all.length === 0) return event;
  const version = Number(/:(\d+)$/u.exec(event.dataschema ?? '')?.[1] ?? 1);
  const due = all.slice(version - 1);
  if (due.length === 0) return event;
  const data = due.reduce((lifted: unknown, step) => step(lifted), event.data);
  return { ...event, data, dataschema: `urn:people-exchange:${event.type}:${all.length + 1}` };
}
