import { type ActionPlan, type PlanRun, planStanding } from '#lead';
import type { EntityManager } from 'typeorm';
import type { PlanRunView } from './plan-views';
import { zoneOf } from './zone-of';

export interface PlanRunRow {
  plan: ActionPlan;
  received_at: Date;
  done: Record<string, string>;
  stopped_at: Date | null;
}

export const runOf = (row: Pick<PlanRunRow, 'plan' | 'received_at' | 'done'>): PlanRun => ({
  plan: row.plan,
  receivedAt: row.received_at.toISOString(),
  done: row.done,
});

/** Where a lead stands in its plan at this moment; null where it has none. */
export async function planRunOf(
  manager: EntityManager,
  { agency, leadId, office }: { readonly agency: string; readonly leadId: string; readonly office: string },
  now: Date,
): Promise<PlanRunView | null> {
  const [row]: PlanRunRow[] = await manager.query(
    'select plan, received_at, done, stopped_at from lead_desk.plan_runs where agency = $1 and lead_id = $2',
    [agency, leadId],
  );
  if (!row) return null;
  const run = runOf(row);
  const zone = await zoneOf(manager, agency, office);
  const standing = planStanding(run, now.toISOString(), zone);
  const late = new Set(standing.missing.map(({ id }) => id));
  return {
    name: run.plan.name,
    status: standing.status,
    receivedAt: run.receivedAt,
    stopped: row.stopped_at !== null,
    steps: run.plan.steps.map(({ id, title, dueInDays }) => ({
      id,
      title,
      dueAt: dayOf(run, id, dueInDays, zone),
      doneAt: run.done[id] ?? null,
      late: row.stopped_at === null && late.has(id),
    })),
  };
}

/** The day of one step, as the rule has it: of a plan with that step alone. */
function dayOf(run: PlanRun, id: string, dueInDays: number, zone: string): string {
  const alone = planStanding(
    { ...run, plan: { name: run.plan.name, steps: [{ id, title: '', dueInDays }] }, done: {} },
    run.receivedAt,
    zone,
  );
  return (alone.next ?? alone.missing[0])?.dueAt ?? run.receivedAt;
}
