import { objectsOf, textOf, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';

/**
 * The person an event is about: by an e-mail address, else by a telephone number and both names. Two people on one telephone
 * stay two. Pure.
 */
export function matchOf(person: Fields, people: readonly StoredRecord[]): StoredRecord | undefined {
  const emails = valuesOf(person, 'emails').map(lowered);
  const byEmail = people.find(({ data }) => valuesOf(data, 'emails').some((email) => emails.includes(lowered(email))));
  if (byEmail) return byEmail;
  const phones = valuesOf(person, 'phones').map(digits);
  const [first, last] = [nameOf(person, 'firstName'), nameOf(person, 'lastName')];
  if (!first || !last) return undefined;
  return people.find(
    ({ data }) =>
      nameOf(data, 'firstName') === first &&
      nameOf(data, 'lastName') === last &&
      valuesOf(data, 'phones').some((phone) => phones.includes(digits(phone))),
  );
}

/** What an event adds to a person: ways to reach them and tags are added, never taken away. Pure. */
export function enriched(before: Fields, given: Fields): Fields {
  const { id: _, emails: _e, phones: _p, tags: _t, source: _s, sourceUrl: _u, assignedTo: _a, assignedUserId: _i, ...rest } = given;
  return {
    ...rest,
    emails: added(before, given, 'emails', lowered),
    phones: added(before, given, 'phones', digits),
    tags: [...new Set([...listOf(before, 'tags'), ...listOf(given, 'tags')])],
  };
}

export function valuesOf(of: Fields, member: string): string[] {
  return objectsOf(of, member).flatMap((one) => textOf(one, 'value') ?? []);
}

export const lowered = (value: string): string => value.toLowerCase();
/** A number as dialled, without a country code of 1. */
export const digits = (value: string): string => value.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');

function nameOf(of: Fields, member: string): string | undefined {
  return textOf(of, member)?.trim().toLowerCase();
}

function listOf(of: Fields, member: string): unknown[] {
  const value = of[member];
  return Array.isArray(value) ? value : [];
}

function added(before: Fields, given: Fields, member: string, key: (value: string) => string): Fields[] {
  const held = objectsOf(before, member);
  const known = new Set(valuesOf(before, member).map(key));
  return [...held, ...objectsOf(given, member).filter((one) => !known.has(key(textOf(one, 'value') ?? '')))];
}
