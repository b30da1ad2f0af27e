import type { DataSource, EntityManager } from 'typeorm';
import { inAgency } from '#runtime';
import { refreshLeads } from '../leads/refresh-leads';
import { assignmentColumns, type AssignmentRow, writeAssignments } from './assignment-rows';
import { actInOrder } from './change-assignment';
import { giveAgain } from './give-again';
import type { GivingGround } from './giving-ground';
import { holdAgency } from './hold-agency';
import { tellOf } from './tell-assignments';

const atATime = 200;

/**
 * Does what the clock has to do with assignments by now: takes back what was not accepted in time and gives it on, and gives out what waited
 * for its office to open (F4, F5). The times stand in the table, so a restart loses none; whoever comes second finds it done.
 * @returns how many it did
 */
export async function runDueAssignments(db: DataSource, ground: GivingGround): Promise<number> {
  const agencies: { agency: string }[] = await db.query(
    'select distinct agency from (select agency from lead_desk.assignments where due_at <= $1 order by due_at limit 1000) due',
    [ground.now],
  );
  let done = 0;
  for (const { agency } of agencies) done += await inAgency(db, agency, (manager) => runAgency(manager, agency, ground));
  return done;
}

async function runAgency(manager: EntityManager, agency: string, ground: GivingGround): Promise<number> {
  await holdAgency(manager, agency);
  const rows: AssignmentRow[] = await manager.query(
    `select ${assignmentColumns} from lead_desk.assignments where agency = $1 and due_at <= $2
     order by due_at, opened_at, lead_id limit ${atATime} for update`,
    [agency, ground.now],
  );
  if (rows.length === 0) return 0;
  const ends = rows.map((row) => {
    const acts = row.state === 'offered' ? [{ kind: 'expire' } as const] : [];
    const progress = actInOrder(row, acts, { by: null, at: ground.now, nameOf: () => 'Somebody' });
    return { row, now: progress.now, dueAt: null, acts: progress.acts };
  });
  await writeAssignments(manager, ends, ground.now);
  for (const { row, acts } of ends)
    if (acts.length > 0)
      await tellOf(
        manager,
        row,
        row.offered_to.map((member) => ({ member, kind: 'leadOfferExpired' as const })),
        ground.now,
      );
  await giveAgain(manager, rows, ground);
  await refreshLeads(
    manager,
    rows.map(({ lead_id }) => ({ agency, leadId: lead_id })),
  );
  return rows.length;
}
