import type { AcceptedEvent, Side } from './envelope';
import { eventTypeOf } from './event-types';

type Members = Readonly<Record<string, unknown>>;
const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A private note stays on its website (P10); everything else may go to either side. */
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

/** Every reference to another person of the same sender, rewritten; the sender's external ids are the caller's to filter. */
export function mapPersonRefs(_type: string, data: unknown, rename: (subject: string) => string): unknown {
  const source = members(data);
  const renamed: Record<string, unknown> = { ...source };
  const renameRef = (ref: unknown): unknown =>
    text(members(ref).subject) === undefined ? ref : { ...members(ref), subject: rename(text(members(ref).subject) ?? '') };
  for (const name of ['members', 'attendees']) if (Array.isArray(source[name])) renamed[name] = source[name].map(renameRef);
  if (Array.isArray(source.mergedSubjects))
    renamed.mergedSubjects = source.mergedSubjects.map((subject: unknown) => (typeof subject === 'string' ? rename(subject) : subject));
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? renamed : data;
}

/** Old versions of data, lifted to the newest when read; every type is still at its first. */
export const lift = (event: AcceptedEvent): AcceptedEvent => event;
