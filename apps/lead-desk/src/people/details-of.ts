import { emailKey } from '#lead';
import type { EntityManager } from 'typeorm';
import type { PersonView } from './person-view';
import type { NamesView, PhoneView, SourcedView } from './sourced-views';

interface DetailRow {
  detail: string;
  value: unknown;
  at: Date;
  participant: string;
  side: 'website' | 'backOffice';
}

type Details = Pick<PersonView, 'names' | 'emails' | 'phones' | 'address' | 'roles'>;

/** Names, addresses and numbers with who said them, newest first; what two say alike is shown once. */
export async function detailsOf(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<Details> {
  const rows: DetailRow[] = await manager.query(
    `select d.detail, d.value, d.at, p.participant, p.side from lead_desk.person_details d join lead_desk.persons p using (agency, person_id)
     where d.agency = $1 and d.person_id = any($2) order by d.at desc, d.stamp desc`,
    [agency, personIds],
  );
  const of = (detail: string): DetailRow[] => rows.filter((row) => row.detail === detail);
  // The fold wrote these values in these shapes.
  const [name] = of('name').map((row) => ({ ...sourceOf(row), value: row.value as NamesView }));
  const [address] = of('address').map((row) => ({ ...sourceOf(row), value: (row.value as { text: string }).text }));
  const emails = of('emails').flatMap((row) => (row.value as string[]).map((value) => ({ ...sourceOf(row), value })));
  const phones = of('phones').flatMap((row) => (row.value as PhoneView[]).map((value) => ({ ...sourceOf(row), value })));
  return {
    names: name ?? null,
    address: address ?? null,
    emails: firstOf(emails, (email) => emailKey(email.value) ?? email.value),
    phones: firstOf(phones, (phone) => phone.value.e164 ?? phone.value.typed.replace(/[^\d+]/g, '')),
    roles: [...new Set(of('roles').flatMap((row) => row.value as string[]))].sort(),
  };
}

const sourceOf = ({ side, participant, at }: DetailRow): SourcedView => ({ side, participant, at: at.toISOString() });

function firstOf<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const one of all) if (!seen.has(keyOf(one))) seen.set(keyOf(one), one);
  return [...seen.values()];
}
