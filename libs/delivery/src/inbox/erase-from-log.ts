import type { EventLog } from '#event-log';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';

const claimMs = 60_000;

interface Due {
  readonly agency: string;
  readonly person: string;
  readonly origin: string;
  readonly subject: string;
}

/**
 * Blanks in the log whom the exchange has erased, a few at a time, outside the transaction that took the erasure. A process
 * that dies over it leaves its claim to the next; blanking twice does no harm. Answers how many are done.
 */
export async function eraseFromLog(o: { db: DataSource; clock: Clock; log: Pick<EventLog, 'erase'> }): Promise<number> {
  let done = 0;
  for (;;) {
    const now = o.clock.now();
    const [claimed]: [Due[], number] = await o.db.query(
      `with next as materialized (
         select agency, person from exchange.erasures_due where done_at is null and (claimed_at is null or claimed_at <= $2)
         order by at limit 10 for update skip locked)
       update exchange.erasures_due e set claimed_at = $1 from next where e.agency = next.agency and e.person = next.person
       returning e.agency, e.person, origin, subject`,
      [now, new Date(now.getTime() - claimMs)],
    );
    if (claimed.length === 0) return done;
    for (const { agency, person, origin, subject } of claimed) {
      const { erased, remains } = await o.log.erase({ agency, origin, subject });
      // Something that arrived since takes the claim away, and is seen to in another round.
      await o.db.query(
        `update exchange.erasures_due set done_at = $3, subject = null, erased = coalesce(erased, 0) + $4, remains = $5
         where agency = $1 and person = $2 and claimed_at is not null`,
        [agency, person, o.clock.now(), erased, remains ?? null],
      );
      done += 1;
    }
  }
}
