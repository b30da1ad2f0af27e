import { Injectable } from '@nestjs/common';
import { type ActionPlan, type PlanStep, problemsOfPlan } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { readSettings } from '../leads/settings/lead-settings';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { lockAgencies } from '../take-events/lock-desk';
import type { SavePlanRequest } from './plan-requests';
import type { PlansView, PlanView } from './plan-views';

interface PlanRow {
  id: string;
  name: string;
  steps: PlanStep[];
  version: number;
  changed_at: Date;
  changed_by: string;
}

/** The action plans of an agency (B4). A lead that received one keeps it as it was. */
@Injectable()
export class Plans {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  list(who: SignedInMember): Promise<PlansView> {
    return inAgency(this.db, who.agency, async (manager) => ({ plans: await this.plansOf(manager, who.agency) }));
  }

  /** Makes or changes a plan, by an id of the editor's own, so that a second click makes no second plan. */
  save(who: SignedInMember, id: string, { name, steps, version }: SavePlanRequest): Promise<PlanView> {
    const planId = readId(id, 'action plan');
    const plan = readPlan(name, steps);
    return inAgency(this.db, who.agency, async (manager) => {
      await lockAgencies(manager, [who.agency]);
      const known = (await this.plansOf(manager, who.agency)).find((one) => one.id === planId);
      const same = known?.name === plan.name && JSON.stringify(known.steps) === JSON.stringify(plan.steps);
      if (known && same) return known;
      if ((known?.version ?? 0) !== version) {
        const message = known ? `${known.changedBy} changed the plan meanwhile; look at it again` : 'The plan was deleted meanwhile';
        throw new DeskRefusal(409, [{ path: '/version', rule: 'changed', message }]);
      }
      await manager.query(
        `insert into lead_desk.plans (agency, id, name, steps, version, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (agency, id) do update set name = excluded.name, steps = excluded.steps, version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [who.agency, planId, plan.name, JSON.stringify(plan.steps), version + 1, this.clock.now(), who.name],
      );
      const saved = (await this.plansOf(manager, who.agency)).find((one) => one.id === planId);
      if (!saved) throw notFound('action plan');
      return saved;
    });
  }

  /** @throws DeskRefusal 409 while it is in use */
  remove(who: SignedInMember, id: string): Promise<void> {
    const planId = readId(id, 'action plan');
    return inAgency(this.db, who.agency, async (manager) => {
      await lockAgencies(manager, [who.agency]);
      if ((await readSettings(manager, who.agency)).planId === planId)
        throw new DeskRefusal(409, [{ path: '', rule: 'inUse', message: 'This plan is in use; put another one in use first' }]);
      const [, removed]: [unknown, number] = await manager.query('delete from lead_desk.plans where agency = $1 and id = $2', [
        who.agency,
        planId,
      ]);
      if (removed === 0) throw notFound('action plan');
    });
  }

  private async plansOf(manager: EntityManager, agency: string): Promise<PlanView[]> {
    const { planId } = await readSettings(manager, agency);
    const rows: PlanRow[] = await manager.query(
      'select id, name, steps, version, changed_at, changed_by from lead_desk.plans where agency = $1 order by lower(name), id',
      [agency],
    );
    return rows.map(({ id, name, steps, version, changed_at, changed_by }) => ({
      id,
      name,
      steps: steps.map((step) => ({ id: step.id, title: step.title, dueInDays: step.dueInDays })),
      version,
      changedAt: changed_at.toISOString(),
      changedBy: changed_by,
      inUse: id === planId,
    }));
  }
}

/** @throws DeskRefusal 422 with everything that is wrong with it */
function readPlan(name: string, said: unknown): ActionPlan {
  const given: unknown[] = Array.isArray(said) ? said.slice(0, 101) : [];
  const steps = given.map((one): PlanStep => {
    const { id, title, dueInDays } = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {}; // each is looked at below
    return {
      id: typeof id === 'string' ? id.slice(0, 100).toWellFormed() : '',
      title: typeof title === 'string' ? title.trim().toWellFormed().replaceAll('\u0000', '') : '',
      dueInDays: typeof dueInDays === 'number' ? dueInDays : Number.NaN,
    };
  });
  const plan = { name: name.trim().toWellFormed(), steps };
  const problems = problemsOfPlan(plan);
  if (problems.length > 0)
    throw new DeskRefusal(
      422,
      problems.map(({ path, message }) => ({ path, rule: 'plan', message })),
    );
  return plan;
}
