import { type AcceptedEvent, lift } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { CurrentState } from './current-state';
import type { RunningRun } from './open-persons';
import { eventsOfRun, ofState } from './selection';

interface Row {
  key: string;
  received: Date;
  stamp: string;
  position: string;
  own: boolean;
  wanted: boolean;
  type: string;
  event: string;
}

export interface Chosen {
  readonly key: string;
  /** As the database writes it, to the microsecond. */
  readonly received: string;
}

const perPage = 500;
/** They make what all else is about. */
const first = new Set(['person.registered', 'account.invited']);

/**
 * What of a person's past still holds, in the order it was accepted, introductions first. Read backwards a page at a time; what
 * another side said of the same human counts where it says that something is over.
 */
export async function chooseCurrent(manager: EntityManager, run: RunningRun, person: string): Promise<Chosen[]> {
  const state = new CurrentState();
  const chosen: (Chosen & { introduces: boolean })[] = [];
  let before: readonly unknown[] = [null, null, null];
  for (;;) {
    const page: Row[] = await manager.query(
      `select i.key, i.received::text as stamp, i.position::text as position, i.person = $3 as own, i.person = $3 and ${eventsOfRun} as wanted, i.type, i.event
       from exchange.replay_runs u
       join exchange.inbox i on i.agency = u.agency and i.person in (
         select o.person from exchange.persons s join exchange.persons o on o.agency = s.agency and o.human = s.human where s.agency = $1 and s.person = $3)
       where u.agency = $1 and u.id = $2 and not i.conflict and i.source <> '' and ${ofState} and (i.person = $3 or i.type in ('ownership.refuted', 'ownership.ended'))
         and i.received < coalesce(u.received_until, 'infinity') and ($4::timestamptz is null or (i.received, i.position, i.key) < ($4::timestamptz, $5::bigint, $6::uuid))
       order by i.received desc, i.position desc, i.key desc limit ${perPage}`,
      [run.agency, run.id, person, ...before],
    );
    for (const { key, stamp, own, wanted, type, event } of page) {
      // What the inbox keeps is what was accepted.
      const holds = state.holds({ event: lift(JSON.parse(event) as AcceptedEvent), own });
      if (holds && wanted) chosen.push({ key, received: stamp, introduces: first.has(type) });
    }
    const last = page.at(-1);
    if (!last || page.length < perPage) break;
    before = [last.stamp, last.position, last.key];
  }
  chosen.reverse();
  return [...chosen.filter(({ introduces }) => introduces), ...chosen.filter(({ introduces }) => !introduces)];
}
