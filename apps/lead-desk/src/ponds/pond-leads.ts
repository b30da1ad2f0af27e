import type { EntityManager } from 'typeorm';
import { assignmentColumns, type AssignmentRow, writeAssignments } from '../assignment/assignment-rows';
import { type ActedBy, actInOrder } from '../assignment/change-assignment';
import { refreshLeads } from '../leads/refresh-leads';
import type { PondRow } from './pond-rows';
import { tellPondGone } from './tell-ponds';

interface OfAgency {
  readonly agency: string;
  readonly by: ActedBy;
  readonly now: Date;
}

/**
 * Lets those who are members now claim the leads of a pond, and nobody else; without any, the leads go back to the managers. In statements
 * that do not grow with its leads, since a pond may hold thousands. The agency is held by `holdAgency`.
 */
export async function openToMembers(manager: EntityManager, { id, name, members }: PondRow, of: OfAgency): Promise<void> {
  if (members.length === 0) return void (await emptyPond(manager, { id, name }, of));
  const now = [of.agency, id, members.map((one) => one.id)];
  await manager.query('update lead_desk.assignments set offered_to = $3 where agency = $1 and pond = $2', now);
  // All that the list shows of it, so no row has to be made anew.
  await manager.query('update lead_desk.lead_list set offered_to = $3 where agency = $1 and pond = $2', now);
}

/** Takes the leads out of a pond that is gone; nobody has them, and their managers are told. @returns how many */
export async function emptyPond(
  manager: EntityManager,
  { id, name }: Pick<PondRow, 'id' | 'name'>,
  { agency, by, now }: OfAgency,
): Promise<number> {
  const rows: AssignmentRow[] = await manager.query(
    `select ${assignmentColumns} from lead_desk.assignments where agency = $1 and pond = $2 order by opened_at, lead_id for update`,
    [agency, id],
  );
  const changed = rows.map((row) => {
    const progress = actInOrder(row, [{ kind: 'pondGone' }], { by, at: now, nameOf: () => 'Somebody' });
    return { row, now: progress.now, dueAt: null, acts: progress.acts };
  });
  await writeAssignments(manager, changed, now);
  await refreshLeads(
    manager,
    rows.map(({ lead_id }) => ({ agency, leadId: lead_id })),
  );
  await tellPondGone(
    manager,
    { agency, pond: name },
    rows.map(({ office }) => office),
    now,
  );
  return rows.length;
}
