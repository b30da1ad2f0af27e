import { identifyingTypes, identityOf, phoneKey } from '#lead';
import type { AcceptedEvent } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { digestOf } from '../hash';

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? { ...value } : {});
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Numbers by which candidates for this person are found. They link nobody: a couple may share one (X8). */
function phonesOf(event: Pick<AcceptedEvent, 'type' | 'data'>): string[] {
  if (!identifyingTypes.has(event.type)) return [];
  const { phones } = membersOf(membersOf(event.data)['person']);
  if (!Array.isArray(phones)) return [];
  return phones.flatMap((one: unknown) => {
    const { typed, e164 } = membersOf(one);
    return phoneKey({ typed: text(typed) ?? '', e164: text(e164) }) ?? [];
  });
}

/** Keeps by which addresses and numbers each person is found, as digests, in one statement. */
export async function rememberAddresses(
  manager: EntityManager,
  said: readonly { readonly agency: string; readonly person: string; readonly event: AcceptedEvent }[],
): Promise<void> {
  const rows = said.flatMap(({ agency, person, event }) => [
    ...identityOf(event).emails.map((email) => ({ agency, person, kind: 'email', key: digestOf('email', agency, email) })),
    ...phonesOf(event).map((phone) => ({ agency, person, kind: 'phone', key: digestOf('phone', agency, phone) })),
  ]);
  if (rows.length === 0) return;
  await manager.query(
    `with said as (select distinct * from unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[]) x(a, p, kind, k)),
       phones as (insert into exchange.person_phones (agency, phone, person) select a, k, p from said where kind = 'phone' order by a, k, p on conflict do nothing)
     insert into exchange.person_emails (agency, email, person) select a, k, p from said where kind = 'email' order by a, k, p on conflict do nothing`,
    [rows.map((r) => r.agency), rows.map((r) => r.person), rows.map((r) => r.kind), rows.map((r) => r.key)],
  );
}
