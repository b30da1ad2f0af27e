import type { Character } from './cast';

/** A person's own words about themselves, as a website's form asks for them. */
export function personOf(who: Character, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: { given: who.given, family: who.family },
    emails: [{ address: who.email }],
    phones: [who.phone],
    ...more,
  };
}
