import type { EntityManager } from 'typeorm';
import { wakeQueues } from '../lanes/wake-queues';
import type { Ended } from '../measuring/exchange-measures';
import type { IntakePlace } from './intake-views';

const held = `agency = $1 and target = $2 and person = $3 and state = 'heldApproval'`;

/** Everything the person did meanwhile flows on, in its order. */
export async function letFlow(manager: EntityManager, agency: string, { target, personId }: IntakePlace): Promise<void> {
  await manager.query(`update exchange.pending set state = 'due', since = now() where ${held}`, [agency, target, personId]);
  await wakeQueues(manager, [{ agency, target, person: personId }]);
}

/** What has not gone yet waits once more; what was delivered stays so. */
export async function holdAgain(manager: EntityManager, agency: string, { target, personId }: IntakePlace): Promise<void> {
  await manager.query(
    `update exchange.pending set state = 'heldApproval', since = now() where agency = $1 and target = $2 and person = $3 and state in ('due', 'heldParent')`,
    [agency, target, personId],
  );
}

/** What was held is skipped for good, with the reason. Answers what ended. */
export function skipHeld(
  manager: EntityManager,
  agency: string,
  { target, personId }: IntakePlace,
  said: { readonly who: string; readonly why: string },
): Promise<Ended[]> {
  return manager.query(
    `with gone as (delete from exchange.pending where ${held} returning agency, target, key, person, late, routed_at),
       ended as (insert into exchange.outcomes (agency, target, key, person, state, reason, late, by_whom, routed_at, ended_at) select agency, target, key, person, 'skipped', $4, late, $5, routed_at, now() from gone returning agency, target, state)
     select agency, target, state, count(*)::int as count from ended group by 1, 2, 3`,
    [agency, target, personId, said.why, said.who],
  );
}
