import { type AcceptedEvent, personIdOf } from '#people-exchange';
import { identityOf } from '#lead';
import { prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
import { digestOf } from '../hash';
import type { InboxEntry } from '../inbox/inbox-rows';
import { type Alike, linkPersons, lockIdentities } from './link-persons';
import { rememberAddresses } from './said-addresses';

interface Said {
  readonly agency: string;
  readonly person: string;
  readonly event: AcceptedEvent;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An address that more persons share than this names nobody. */
const mostHolders = 20;

/** Whether an event may say of two subjects that they are one human. */
export function mayLink(event: AcceptedEvent): boolean {
  if (event.subject !== undefined && uuid.test(event.subject)) return true;
  const { externalIds, emails } = identityOf(event);
  return externalIds.length + emails.length > 0;
}

/**
 * Remembers each (participant, subject) and links those that say they are one human: by external id, by e-mail address, or
 * by calling a person by the bridge's own id. A constant number of statements however large the batch.
 */
export async function recordPersons(manager: EntityManager, entries: readonly InboxEntry[]): Promise<void> {
  const said = entries.flatMap(({ person, conflict, arrival: { event } }): Said[] =>
    // Who is being erased is not remembered anew.
    person === null || conflict || event.type === 'person.erased' ? [] : [{ agency: event.agency, person, event }],
  );
  if (said.length === 0) return;
  const telling = said.filter(({ event }) => mayLink(event));
  await lockIdentities(
    manager,
    telling.map(({ agency }) => agency),
  );
  const persons = [...new Map(said.map((one) => [one.person, one])).values()].sort((a, b) => (a.person < b.person ? -1 : 1));
  const rows = rowsOf(1, {
    a: ['text', persons.map((one) => one.agency)],
    p: ['uuid', persons.map((one) => one.person)],
    o: ['text', persons.map((one) => one.event.origin)],
    s: ['text', persons.map((one) => one.event.subject)],
  });
  await manager.query(
    prepared(
      `insert into exchange.persons (agency, person, participant, subject, human) select a, p, o, s, p from ${rows.from} on conflict do nothing`,
    ),
    [...rows.values],
  );
  await rememberAddresses(manager, said);
  if (telling.length === 0) return;
  const byName = await namedBySomebody(manager, telling);
  const byAddress = await sharingAddress(manager, telling);
  const inOrder = telling.flatMap((one) => [...(byName.get(one) ?? []), ...(byAddress.get(one) ?? [])]);
  await linkPersons(manager, inOrder);
}

/** Persons named by somebody else's event; unknown participants are left out. */
async function namedBySomebody(manager: EntityManager, telling: readonly Said[]): Promise<Map<Said, Alike[]>> {
  const named = telling.flatMap(({ agency, event }) =>
    identityOf(event).externalIds.map(({ system, id }) => ({ agency, system, id, person: personIdOf(agency, system, id) })),
  );
  if (named.length > 0)
    await manager.query(
      `insert into exchange.persons (agency, person, participant, subject, human)
       select x.a, x.p, x.o, x.s, x.p from (select distinct * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) x(a, p, o, s)) x
       join exchange.participants t on t.agency = x.a and t.id = x.o
       where not exists (select from exchange.erased e where e.agency = x.a and e.person = x.p) order by x.p on conflict do nothing`,
      [named.map((n) => n.agency), named.map((n) => n.person), named.map((n) => n.system), named.map((n) => n.id)],
    );
  return new Map(
    telling.map((one) => {
      const { agency, person, event } = one;
      const external = identityOf(event).externalIds.map(({ system, id }) => ({
        agency,
        a: person,
        b: personIdOf(agency, system, id),
        rule: 'externalId',
      }));
      const ours =
        event.subject !== undefined && uuid.test(event.subject) ? [{ agency, a: person, b: event.subject, rule: 'bridgeId' }] : [];
      return [one, [...ours, ...external]];
    }),
  );
}

async function sharingAddress(manager: EntityManager, telling: readonly Said[]): Promise<Map<Said, Alike[]>> {
  const addresses = telling.flatMap((one) =>
    identityOf(one.event).emails.map((email) => ({ one, email: digestOf('email', one.agency, email) })),
  );
  const found = new Map<Said, Alike[]>();
  if (addresses.length === 0) return found;
  const columns = [addresses.map(({ one }) => one.agency), addresses.map(({ email }) => email), addresses.map(({ one }) => one.person)];
  const rows: { place: string; person: string }[] = await manager.query(
    `select x.place - 1 as place, o.person from unnest($1::text[], $2::uuid[], $3::uuid[]) with ordinality as x(agency, email, person, place)
     cross join lateral (select e.person from exchange.person_emails e where e.agency = x.agency and e.email = x.email and e.person <> x.person order by e.person limit ${mostHolders}) o
     order by x.place, o.person`,
    columns,
  );
  for (const row of rows) {
    const one = addresses[Number(row.place)]?.one;
    if (one) found.set(one, [...(found.get(one) ?? []), { agency: one.agency, a: one.person, b: row.person, rule: 'email' }]);
  }
  return found;
}

/** For each person, the participants that know the human it is; who erased the person no longer does. */
export async function knownAt(
  manager: EntityManager,
  agencies: readonly string[],
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set();
  const rows: { person: string; participant: string }[] = await manager.query(
    `select p.person, q.participant from exchange.persons p join exchange.persons q on q.agency = p.agency and q.human = p.human and not q.erased
     where p.agency = any($1) and p.person = any($2)`,
    [agencies, persons],
  );
  return new Set(rows.map((row) => `${row.person} ${row.participant}`));
}
