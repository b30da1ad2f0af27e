import { dayAt } from '#lead';
import type { EntityManager } from 'typeorm';
import type { AssignmentRow } from './assignment-rows';
import { ruleInForce } from './rules-in-force';

/** A claim counts as an offer of the day, and as a turn, for whoever made it. The agency is held by `holdAgency`. */
export async function countClaim(manager: EntityManager, row: AssignmentRow, agent: string, now: Date): Promise<void> {
  const inForce = await ruleInForce(manager, row.agency, row.office);
  const day = dayAt(now.toISOString(), inForce?.rule.hours.zone ?? 'UTC');
  await manager.query(
    `insert into lead_desk.turns as t (agency, office, member_id, turn, day, offered)
     select $1, $2, $3, coalesce((select max(turn) from lead_desk.turns where agency = $1 and office = $2), 0) + 1, $4::date, 1
     on conflict (agency, office, member_id) do update set turn = excluded.turn, day = excluded.day,
       offered = case when t.day = excluded.day then t.offered else 0 end + 1`,
    [row.agency, row.office, agent, day],
  );
}
