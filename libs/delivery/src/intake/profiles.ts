import { type DetailFact, factsOf, identifyingTypes, type Phone, type Profile } from '#lead';
import { type AcceptedEvent, lift, type Side } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { erasedData } from '../inbox/erasure';

interface Row {
  readonly person: string;
  readonly key: string;
  readonly side: Side;
  readonly subject: string;
  readonly event: string;
}

export const nobody: Profile = { name: null, emails: [], phones: [], address: null };
const mostRead = 20;

/** What each person was last said to be called, and how to be reached; several persons together for a human. */
export async function profilesOf(
  manager: EntityManager,
  agency: string,
  groups: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, Profile>> {
  const groupOf = new Map([...groups].flatMap(([group, persons]) => persons.map((person) => [person, group] as const)));
  const rows: Row[] = await manager.query(
    `select i.person, i.key, i.side, coalesce(i.subject, '') as subject, i.event from unnest($2::uuid[]) w(person)
     cross join lateral (select * from exchange.inbox i where i.agency = $1 and i.person = w.person and i.type = any($3) and not i.conflict
       order by i.received desc limit ${mostRead}) i`,
    [agency, [...groupOf.keys()], [...identifyingTypes]],
  );
  const facts = new Map<string, DetailFact[]>();
  for (const row of rows) {
    if (row.event === erasedData) continue;
    const group = groupOf.get(row.person) ?? row.person;
    // The inbox keeps events as they were accepted.
    const event: AcceptedEvent = lift(JSON.parse(row.event));
    const { details } = factsOf({ event, subject: row.subject, personId: row.person, side: row.side, entry: row.key });
    facts.set(group, [...(facts.get(group) ?? []), ...details]);
  }
  return new Map([...facts].map(([group, all]) => [group, profileIn(all)]));
}

/** One person's newest word of each detail counts; what different persons of a human say is put together. */
function profileIn(facts: readonly DetailFact[]): Profile {
  const newest = new Map<string, DetailFact>();
  for (const fact of facts) {
    const key = `${fact.person_id} ${fact.detail}`;
    const known = newest.get(key);
    if (!known || fact.stamp > known.stamp) newest.set(key, fact);
  }
  const of = (detail: DetailFact['detail']): unknown[] =>
    [...newest.values()]
      .filter((fact) => fact.detail === detail)
      .sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
      .map((fact) => fact.value);
  // The facts are made in these shapes by `factsOf`.
  const emails = of('emails').flatMap((value) => value as string[]);
  const phones = of('phones').flatMap((value) => value as Phone[]);
  const [address] = of('address').map((value) => (value as { text: string }).text);
  return {
    name: of('name').flatMap((value) => nameIn(value as Readonly<Record<string, unknown>>) ?? [])[0] ?? null,
    emails: [...new Map(emails.map((email) => [email.toLowerCase(), email])).values()],
    phones: [...new Map(phones.map((phone) => [phone.e164 ?? phone.typed, phone])).values()],
    address: address || null,
  };
}

function nameIn(name: Readonly<Record<string, unknown>>): string | undefined {
  const words = (...parts: unknown[]): string =>
    parts
      .filter((part) => typeof part === 'string' && part.trim() !== '')
      .join(' ')
      .trim();
  return words(name['full']) || words(name['given'], name['family']) || undefined;
}
