import { personIdOf } from '#people-exchange';
import { identityOf } from '#lead';
import type { EntityManager } from 'typeorm';
import { digestOf } from '../hash';
import type { InboxEntry } from '../inbox/inbox-rows';

interface Group {
  readonly human: string;
  readonly participants: string[];
}

/** Remembers each (participant, subject) and links those that say they are one human, by external id or e-mail address. */
export async function recordPersons(manager: EntityManager, entries: readonly InboxEntry[]): Promise<void> {
  const seen = new Map<string, InboxEntry>();
  for (const entry of entries) if (entry.person && !entry.conflict) seen.set(entry.person, entry);
  if (seen.size === 0) return;
  await lockIdentity(
    manager,
    [...seen.values()].map((entry) => entry.arrival.event.agency),
  );
  const persons = [...seen.values()].sort((a, b) => ((a.person ?? '') < (b.person ?? '') ? -1 : 1));
  await manager.query(
    `insert into exchange.persons (agency, person, participant, subject, human)
     select a, p, o, s, p from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) x(a, p, o, s) on conflict do nothing`,
    [
      persons.map((e) => e.arrival.event.agency),
      persons.map((e) => e.person),
      persons.map((e) => e.arrival.event.origin),
      persons.map((e) => e.arrival.event.subject),
    ],
  );
  for (const entry of entries) {
    if (!entry.person || entry.conflict) continue;
    const identity = identityOf(entry.arrival.event);
    const { agency } = entry.arrival.event;
    for (const external of identity.externalIds) {
      await ensurePerson(manager, agency, external.system, external.id);
      await link(manager, agency, entry.person, personIdOf(agency, external.system, external.id), 'externalId');
    }
    for (const email of identity.emails) {
      const digest = digestOf('email', agency, email);
      await manager.query('insert into exchange.person_emails (agency, email, person) values ($1, $2, $3) on conflict do nothing', [
        agency,
        digest,
        entry.person,
      ]);
      const others: { person: string }[] = await manager.query(
        'select person from exchange.person_emails where agency = $1 and email = $2 and person <> $3 order by person limit 20',
        [agency, digest, entry.person],
      );
      for (const other of others) await link(manager, agency, entry.person, other.person, 'email');
    }
  }
}

/** Both directions write persons: one at a time per agency, taken in one order, so that none waits for the other in a circle. */
async function lockIdentity(manager: EntityManager, agencies: readonly string[]): Promise<void> {
  for (const agency of [...new Set(agencies)].toSorted())
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('identity:' || $1, 0))`, [agency]);
}

/** A person named by somebody else's event; unknown participants are left out. */
async function ensurePerson(manager: EntityManager, agency: string, participant: string, subject: string): Promise<void> {
  const person = personIdOf(agency, participant, subject);
  await manager.query(
    `insert into exchange.persons (agency, person, participant, subject, human)
     select $1, $2, id, $4, $2 from exchange.participants where agency = $1 and id = $3 on conflict do nothing`,
    [agency, person, participant, subject],
  );
}

/**
 * Makes two persons one human, unless that would make two subjects of one participant one: what a participant keeps apart
 * stays apart, and a person decides.
 */
export async function link(manager: EntityManager, agency: string, a: string, b: string, rule: string): Promise<boolean> {
  if (a === b) return false;
  await lockIdentity(manager, [agency]);
  const groups: Group[] = await manager.query(
    `select human, array_agg(participant) as participants from exchange.persons
     where agency = $1 and human in (select human from exchange.persons where agency = $1 and person in ($2, $3)) group by human`,
    [agency, a, b],
  );
  const [first, second] = groups;
  if (!first || !second) return false;
  if (first.participants.some((participant) => second.participants.includes(participant))) return false;
  const human = first.human < second.human ? first.human : second.human;
  await manager.query('update exchange.persons set human = $2 where agency = $1 and human in ($3, $4)', [
    agency,
    human,
    first.human,
    second.human,
  ]);
  const [low, high] = a < b ? [a, b] : [b, a];
  await manager.query('insert into exchange.person_links (agency, a, b, rule) values ($1, $2, $3, $4) on conflict do nothing', [
    agency,
    low,
    high,
    rule,
  ]);
  return true;
}

/** For each person, the websites that know the human it is. */
export async function knownAt(
  manager: EntityManager,
  agencies: readonly string[],
  persons: readonly string[],
): Promise<ReadonlySet<string>> {
  if (persons.length === 0) return new Set();
  const rows: { person: string; participant: string }[] = await manager.query(
    `select p.person, q.participant from exchange.persons p join exchange.persons q on q.agency = p.agency and q.human = p.human
     where p.agency = any($1) and p.person = any($2)`,
    [agencies, persons],
  );
  return new Set(rows.map((row) => `${row.person} ${row.participant}`));
}
