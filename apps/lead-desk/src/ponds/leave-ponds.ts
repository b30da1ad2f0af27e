import type { EntityManager } from 'typeorm';
import type { ActedBy } from '../assignment/change-assignment';
import { openToMembers } from './pond-leads';
import { findPond } from './pond-rows';

/** Takes a member who is disabled, or works no leads any more, out of every pond; where they were the last, its leads go back to the managers. The agency is held by `holdAgency`. */
export async function leavePonds(
  manager: EntityManager,
  { agency, member, by, now }: { readonly agency: string; readonly member: string; readonly by: ActedBy; readonly now: Date },
): Promise<void> {
  const [left]: [{ pond: string }[], number] = await manager.query(
    'delete from lead_desk.pond_members where agency = $1 and member_id = $2 returning pond',
    [agency, member],
  );
  for (const { pond: id } of left) {
    const pond = await findPond(manager, agency, id);
    if (!pond) continue;
    await manager.query(
      'update lead_desk.ponds set version = version + 1, changed_at = $3, changed_by = $4 where agency = $1 and id = $2',
      [agency, id, now, by.name],
    );
    await openToMembers(manager, pond, { agency, by, now });
  }
}
