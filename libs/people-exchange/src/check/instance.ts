import { type DataClass, fieldsOf } from '../rules/rule';

/**
 * A value as an instance of its class, so that class-validator finds the rules. Takes the declared members alone, and
 * leaves what has the wrong shape as it is, for the rules to name.
 */
export function instanceOf(of: DataClass, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  // An empty object of the class; constructors of data classes do nothing.
  const made = Object.create(of.prototype as object) as Record<string, unknown>;
  const members = value as Readonly<Record<string, unknown>>; // an object that is no list has members
  for (const [name, { part, list }] of fieldsOf(of)) {
    if (!Object.hasOwn(members, name)) continue;
    const member = members[name];
    if (part && list && Array.isArray(member)) made[name] = member.map((item) => instanceOf(part(), item));
    else made[name] = part && !list ? instanceOf(part(), member) : member;
  }
  return made;
}
