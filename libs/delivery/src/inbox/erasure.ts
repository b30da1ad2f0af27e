import { type AcceptedEvent, personIdOf } from '#people-exchange';
import type { EntityManager } from 'typeorm';

/** Remembers who is erased, so that every reader keeps what comes later of them from everybody. */
export async function rememberErased(manager: EntityManager, erasures: readonly AcceptedEvent[], now: Date): Promise<void> {
  for (const event of erasures) {
    if (event.subject === undefined) continue;
    const person = personIdOf(event.agency, event.origin, event.subject);
    await manager.query('insert into exchange.erased (agency, person, at) values ($1, $2, $3) on conflict do nothing', [
      event.agency,
      person,
      now,
    ]);
  }
}

/**
 * Blanks a person (one participant's subject) in inbox, deliveries, parked events and feeds; key digests stay, so that what
 * arrives again is still known. Deliveries not made yet end as `erased`. Done by the reader that owns the inbox rows, before it
 * routes the erasure itself; another reader would take that very delivery away.
 */
export async function eraseFromExchange(manager: EntityManager, erasures: readonly AcceptedEvent[], now: Date): Promise<void> {
  for (const event of erasures) {
    if (event.subject === undefined) continue;
    const { agency } = event;
    const person = personIdOf(agency, event.origin, event.subject);
    await manager.query(
      `with gone as (delete from exchange.pending where agency = $1 and person = $2 returning target, key, late, routed_at)
       insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at) select $1, target, key, $2, 'erased', late, routed_at, $3 from gone`,
      [agency, person, now],
    );
    const keys = `select key from exchange.inbox where agency = $1 and person = $2`;
    await manager.query(`delete from exchange.feed_items where agency = $1 and key in (${keys})`, [agency, person]);
    await manager.query(`update exchange.attempts set answer = null, error = null, sent_as = null where agency = $1 and key in (${keys})`, [
      agency,
      person,
    ]);
    await manager.query(
      `update exchange.inbox set event = '{"erased":true}', subject = null, source = '', id = '' where agency = $1 and person = $2`,
      [agency, person],
    );
    await manager.query('delete from exchange.person_emails where agency = $1 and person = $2', [agency, person]);
  }
}
