import { canonicalJson } from '#people-exchange';
import type { MappedEvent } from '#mapping';

/** What was last taken of a record: the events it amounted to. */
export type Told = readonly Pick<MappedEvent, 'type' | 'subject' | 'data'>[];

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Which events of a record are news: those that say something else than was told of it. What the bridge wrote there itself is
 * none (I10): members that its own writes carried may differ without anybody having edited them, because vendors keep things in
 * their own way.
 * @param own data of the events that the bridge wrote to this record since
 */
export function newsIn(told: Told | undefined, found: readonly MappedEvent[], own: readonly unknown[]): readonly MappedEvent[] {
  // Made by the bridge and never read before: all of it is ours.
  if (told === undefined && own.length > 0) return [];
  const before = new Map((told ?? []).map((one) => [aboutOf(one), one.data]));
  return found.filter((event) => {
    const about = aboutOf(event);
    if (!before.has(about)) return !(own.length > 0 && sameMembersAs(event.data, own));
    const changed = changedMembers(before.get(about), event.data);
    return changed.some((path) => !own.some((data) => carries(data, path)));
  });
}

/** Whether the bridge ended it there itself, such as a search that was removed on the website: an end has no members to tell it by. */
export function isOwnEnd(type: string, own: readonly { readonly type: string }[]): boolean {
  return /\.(removed|cancelled|withdrawn|ended)$/u.test(type) && own.some((one) => one.type === type);
}

/** What an event is about: two that share it are versions of one thing. */
function aboutOf({ type, subject, data }: Told[number]): string {
  const { searchId, appointmentId, householdId, property } = isMembers(data) ? data : {};
  const id = searchId ?? appointmentId ?? householdId ?? (isMembers(property) ? property['id'] : undefined);
  return JSON.stringify([type.slice(0, type.indexOf('.')), subject, id ?? null]);
}

/** A thing that is new to the record and that a write of ours carried whole. */
function sameMembersAs(data: unknown, own: readonly unknown[]): boolean {
  return changedMembers(undefined, data).every((path) => own.some((one) => carries(one, path)));
}

/** Paths of members, two deep, that differ: `search/maxPrice`. */
function changedMembers(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [membersOf(before), membersOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path));
}

function membersOf(data: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(isMembers(data) ? data : {}))
    if (name === 'consents') found.set(name, canonicalJson(withoutTimes(value)));
    else if (isMembers(value)) for (const [inner, one] of Object.entries(value)) found.set(`${name}/${inner}`, canonicalJson(one));
    else found.set(name, canonicalJson(value));
  return found;
}

/** Vendors date a consent by their record's last change, which says nothing of the consent. */
function withoutTimes(consents: unknown): unknown {
  return Array.isArray(consents) ? consents.map((one: unknown) => (isMembers(one) ? { ...one, at: undefined } : one)) : consents;
}

function carries(data: unknown, path: string): boolean {
  const [name = '', inner] = path.split('/');
  if (!isMembers(data) || !Object.hasOwn(data, name)) return false;
  const value = data[name];
  return inner === undefined || !isMembers(value) || Object.hasOwn(value, inner);
}
