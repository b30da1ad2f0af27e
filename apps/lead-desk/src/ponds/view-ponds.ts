import type { EntityManager } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { mayRule } from '../distribution/rules';
import type { SignedInMember } from '../sign-in/signed-in';
import type { PondRow } from './pond-rows';
import type { PondView } from './pond-views';

/** Whether a lead of a pond is worked, on a row of `lead_desk.lead_list`: what is over waits for nobody. */
export const isWorked = (list: string): string =>
  `${list}.within is null and ${list}.record_status in ('active', 'inactive') and ${list}.stage not in ('closed', 'dead')`;

export async function viewsOf(manager: EntityManager, who: SignedInMember, ponds: readonly PondRow[]): Promise<PondView[]> {
  const counts: { pond: string; leads: number }[] = await manager.query(
    `select l.pond, count(*)::int as leads from lead_desk.lead_list l where l.agency = $1 and l.pond = any($2) and ${isWorked('l')} group by l.pond`,
    [who.agency, ponds.map(({ id }) => id)],
  );
  const offices: { id: string; name: string }[] = await manager.query('select id, name from lead_desk.offices where agency = $1', [
    who.agency,
  ]);
  return ponds.map(({ id, office, name, version, members, changed_at, changed_by }) => ({
    id,
    name,
    office: office === '' ? null : office,
    officeName: office === '' ? null : (offices.find((one) => one.id === office)?.name ?? office),
    members,
    leads: counts.find(({ pond }) => pond === id)?.leads ?? 0,
    version,
    changedAt: changed_at.toISOString(),
    changedBy: changed_by,
    mayChange: mayRule(who, office),
  }));
}

export async function viewOf(manager: EntityManager, who: SignedInMember, pond: PondRow): Promise<PondView> {
  const [view] = await viewsOf(manager, who, [pond]);
  if (!view) throw notFound('pond');
  return view;
}
