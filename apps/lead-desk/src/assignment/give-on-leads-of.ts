import type { EntityManager } from 'typeorm';
import { refreshLeads } from '../leads/refresh-leads';
import { assignmentColumns, type AssignmentRow, writeAssignments } from './assignment-rows';
import { actInOrder, type ActedBy } from './change-assignment';
import { giveAgain } from './give-again';
import type { GivingGround } from './giving-ground';

/** Leads a member has or is offered, and that somebody has to work. */
const open = (agency: string, member: string): string => `
a.agency = ${agency} and (a.agent = ${member} or a.offered_to @> array[${member}::uuid]) and exists (select from lead_desk.lead_list l
  where l.agency = a.agency and l.lead_id = a.lead_id and l.closed_at is null and l.record_status <> 'converted')`;

/** How many these are, as an expression. @param agency @param member expressions too */
export const openLeadsOf = (agency: string, member: string): string =>
  `(select count(*)::int from lead_desk.assignments a where ${open(agency, member)})`;

/**
 * Takes their open leads, and what they are offered, from a member who works leads no longer, and gives them on by the rules in force; where
 * none says to whom, they are nobody's and the managers are told. Closed leads and clients keep the name. What was offered to several stays
 * with the others. The agency is held by `holdAgency`.
 * @returns how many leads it was
 */
export async function giveOnLeadsOf(
  manager: EntityManager,
  { agency, memberId }: { readonly agency: string; readonly memberId: string },
  by: ActedBy,
  ground: GivingGround,
): Promise<number> {
  const rows: AssignmentRow[] = await manager.query(
    `select ${assignmentColumns} from lead_desk.assignments a where ${open('$1', '$2')} order by opened_at, lead_id for update`,
    [agency, memberId],
  );
  if (rows.length === 0) return 0;
  const taken = rows.map((row) => {
    const others = row.offered_to.filter((agent) => agent !== memberId);
    const offer = { kind: 'offer', to: others, until: row.until?.toISOString() ?? null } as const;
    const progress = actInOrder(row, others.length > 0 ? [{ kind: 'withdraw' }, offer] : [{ kind: 'withdraw' }], {
      by,
      at: ground.now,
      nameOf: () => 'Somebody',
    });
    return { row, now: progress.now, dueAt: progress.now.until, acts: progress.acts };
  });
  await writeAssignments(manager, taken, ground.now);
  await giveAgain(
    manager,
    taken.filter(({ now }) => now.state === 'withdrawn').map(({ row }) => row),
    ground,
  );
  await refreshLeads(
    manager,
    rows.map(({ lead_id }) => ({ agency, leadId: lead_id })),
  );
  return rows.length;
}
