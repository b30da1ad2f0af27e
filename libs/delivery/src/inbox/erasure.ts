import { type AcceptedEvent, personIdOf } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import type { Ended } from '../measuring/exchange-measures';
import { countErased, endReplays } from '../replay/end-replays';
import { lockIdentities } from '../identity/link-persons';

/** What an erased event's row says in place of the event. */
export const erasedData = '{"erased":true}';

/** Keeps what comes later of these persons from a reader that is a target, and does nothing more. */
export async function rememberErased(manager: EntityManager, erasures: readonly AcceptedEvent[], now: Date): Promise<Ended[]> {
  const gone = erasures.filter(({ subject }) => subject !== undefined);
  await manager.query(
    'insert into exchange.erased (agency, person, at) select a, p, $1 from unnest($2::text[], $3::uuid[]) x(a, p) on conflict do nothing',
    [now, gone.map(({ agency }) => agency), gone.map(({ partitionkey }) => partitionkey)],
  );
  return [];
}

/**
 * Blanks persons (each one participant's subject) in inbox, deliveries, parked events, attempts and feeds; key digests stay,
 * so that what arrives again is still known. Deliveries not made yet end as `erased`. Another subject of the same human is
 * somebody else's record and stays. The log follows: that it is due is written here, whoever dies meanwhile. Answers what ended.
 */
export async function eraseFromExchange(manager: EntityManager, erasures: readonly AcceptedEvent[], now: Date): Promise<Ended[]> {
  const gone = erasures.flatMap(({ agency, origin, subject }) =>
    subject === undefined ? [] : [{ agency, origin, subject, person: personIdOf(agency, origin, subject) }],
  );
  if (gone.length === 0) return [];
  const agencies = gone.map((one) => one.agency);
  const persons = gone.map((one) => one.person);
  // Before any delivery is locked, as everybody does.
  await lockIdentities(manager, agencies);
  const run = <T = unknown>(sql: string, ...more: unknown[]): Promise<T> =>
    manager.query(`with who as (select distinct * from unnest($1::text[], $2::uuid[]) x(agency, person)) ${sql}`, [
      agencies,
      persons,
      ...more,
    ]);
  const keysOf = `select i.key from exchange.inbox i join who w on i.agency = w.agency and i.person = w.person`;
  await run('insert into exchange.erased (agency, person, at) select agency, person, $3 from who on conflict do nothing', now);
  const replayed = await endReplays(manager, agencies, persons, now);
  // Waits for whoever is just recording an attempt, so that what it wrote is blanked below.
  const ended = await run<Ended[]>(
    `, held as (select p.seq from exchange.pending p join who w on p.agency = w.agency and p.person = w.person order by p.seq for update of p),
       gone as (delete from exchange.pending where seq in (select seq from held) returning agency, target, key, person, late, routed_at),
       ended as (insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at) select agency, target, key, person, 'erased', late, routed_at, $3 from gone returning agency, target, state)
     select agency, target, state, count(*)::int as count from ended group by 1, 2, 3`,
    now,
  );
  // Nothing waits for more to go with it any more: the erasure itself is next.
  await run(
    `update exchange.queues q set wake_at = '-infinity' from who w where q.agency = w.agency and q.person = w.person and q.failing_since is null`,
  );
  await run(`delete from exchange.feed_items f using who w where f.agency = w.agency and f.key in (${keysOf})`);
  await run(`update exchange.attempts set answer = null, error = null, sent_as = null where agency = any($1) and key in (${keysOf})`);
  await run(
    `update exchange.inbox i set event = '${erasedData}', subject = null, source = '', id = '' from who w where i.agency = w.agency and i.person = w.person`,
  );
  await run(
    `update exchange.outcomes set reason = null, answer = null, sent_as = null
     where agency = any($1) and (reason is not null or answer is not null or sent_as is not null) and key in (${keysOf})`,
  );
  await run(`update exchange.replay_deliveries set reason = null where agency = any($1) and reason is not null and key in (${keysOf})`);
  await run(
    `, intakes as (delete from exchange.admissions a using who w where a.agency = w.agency and a.person = w.person),
       decided as (delete from exchange.intake_decisions d using who w where d.agency = w.agency and d.person = w.person),
       named as (update exchange.intake_decisions d set why = null from who w where d.agency = w.agency and d.other = w.person and (d.agency, d.person) not in (select * from who)),
       linked as (update exchange.person_links l set why = null, undone_why = null from who w where l.agency = w.agency and w.person in (l.a, l.b) and (l.why is not null or l.undone_why is not null)),
       phones as (delete from exchange.person_phones p using who w where p.agency = w.agency and p.person = w.person)
     delete from exchange.person_emails e using who w where e.agency = w.agency and e.person = w.person`,
  );
  await run('delete from exchange.last_delivered l using who w where l.agency = w.agency and l.person = w.person');
  await run(`update exchange.persons p set subject = '', erased = true from who w where p.agency = w.agency and p.person = w.person`);
  await dueInLog(manager, gone, now);
  await countErased(manager, replayed);
  return ended;
}

/** Notes that the log still holds something of these persons. */
export async function dueInLog(
  manager: EntityManager,
  gone: readonly { agency: string; person: string; origin: string; subject: string }[],
  now: Date,
): Promise<void> {
  if (gone.length === 0) return;
  await manager.query(
    `insert into exchange.erasures_due (agency, person, origin, subject, at) select distinct on (a, p) a, p, o, s, $1 from unnest($2::text[], $3::uuid[], $4::text[], $5::text[]) x(a, p, o, s)
     on conflict (agency, person) do update set subject = excluded.subject, at = excluded.at, done_at = null, claimed_at = null`,
    [now, gone.map((g) => g.agency), gone.map((g) => g.person), gone.map((g) => g.origin), gone.map((g) => g.subject)],
  );
}
