import { type ActionPlan, planStanding } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { readSettings } from '../leads/settings/lead-settings';
import { zoneOf } from './zone-of';

export interface PlannedLead {
  readonly agency: string;
  readonly leadId: string;
  readonly personId: string;
  readonly office: string;
}

/** The plan in use as it is now; undefined where an agency uses none. */
export async function planInUse(manager: EntityManager, agency: string): Promise<ActionPlan | undefined> {
  const { planId } = await readSettings(manager, agency);
  const [plan]: ActionPlan[] = await manager.query('select name, steps from lead_desk.plans where agency = $1 and id = $2', [
    agency,
    planId,
  ]);
  return plan;
}

/** Gives a lead the plan in use from its first step; what it had is replaced. @throws DeskRefusal 409 where no plan is in use */
export async function startPlan(manager: EntityManager, lead: PlannedLead, now: Date): Promise<void> {
  const plan = await planInUse(manager, lead.agency);
  if (!plan)
    throw new DeskRefusal(409, [{ path: '', rule: 'noPlan', message: 'No action plan is in use; choose one in the settings of leads' }]);
  const standing = planStanding(
    { plan, receivedAt: now.toISOString(), done: {} },
    now.toISOString(),
    await zoneOf(manager, lead.agency, lead.office),
  );
  await manager.query(
    `insert into lead_desk.plan_runs (agency, lead_id, person_id, plan, received_at, status, due_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (agency, lead_id) do update set plan = excluded.plan, received_at = excluded.received_at, done = '{}', status = excluded.status,
       due_at = excluded.due_at, stopped_at = null`,
    [lead.agency, lead.leadId, lead.personId, JSON.stringify(plan), now, standing.status, standing.next?.dueAt ?? null],
  );
}
