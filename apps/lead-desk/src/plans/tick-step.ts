import { Injectable } from '@nestjs/common';
import { type ActionPlan, planStanding } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { Assignments } from '../assignment/assignments';
import { holdAssignment } from '../assignment/change-assignment';
import { openUnassigned } from '../assignment/open-assignments';
import { writeAct } from '../leads/acts/lead-acts-log';
import { findLeadToChange, type OpenedLead } from '../leads/record/find-lead';
import { refreshLeads } from '../leads/refresh-leads';
import { readSettings } from '../leads/settings/lead-settings';
import { tellMembers } from '../messages/tell-members';
import type { SignedInMember } from '../sign-in/signed-in';
import { type PlanRunRow, runOf } from './plan-run-of';
import type { TickStepRequest } from './plan-requests';
import { zoneOf } from './zone-of';

/** Taking part in the action plan (B4, B6): steps are ticked off, and the tick is taken back. */
@Injectable()
export class TickStep {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** A second click changes nothing. A plan whose last step is done goes to whom the settings name. */
  tick(who: SignedInMember, id: string, { step, done }: TickStepRequest): Promise<string> {
    const now = this.clock.now();
    return inAgency(this.db, who.agency, async (manager) => {
      const lead = await findLeadToChange(manager, who, id);
      const [row]: PlanRunRow[] = await manager.query(
        'select plan, received_at, done, stopped_at from lead_desk.plan_runs where agency = $1 and lead_id = $2',
        [who.agency, lead.leadId],
      );
      const known = row?.plan.steps.find((one) => one.id === step);
      if (!row || !known)
        throw new DeskRefusal(409, [{ path: '/step', rule: 'known', message: 'The plan of this lead has no such step any more' }]);
      if (row.stopped_at !== null)
        throw new DeskRefusal(409, [{ path: '', rule: 'stopped', message: 'The plan of this lead has stopped' }]);
      if ((row.done[step] !== undefined) === done) return lead.leadId;
      const { [step]: _was, ...others } = row.done;
      const ticked = done ? { ...row.done, [step]: now.toISOString() } : others;
      const standing = planStanding({ ...runOf(row), done: ticked }, now.toISOString(), await zoneOf(manager, who.agency, lead.office));
      await manager.query('update lead_desk.plan_runs set done = $3, status = $4, due_at = $5 where agency = $1 and lead_id = $2', [
        who.agency,
        lead.leadId,
        JSON.stringify(ticked),
        standing.status,
        standing.next?.dueAt ?? null,
      ]);
      await writeAct(manager, { ...lead, kind: done ? 'stepDone' : 'stepReopened', facts: { step: known.title } }, who, now);
      if (standing.status === 'completed') await this.complete(manager, lead, row.plan, who, now);
      await refreshLeads(manager, [lead]);
      return lead.leadId;
    });
  }

  private async complete(manager: EntityManager, lead: OpenedLead, plan: ActionPlan, who: SignedInMember, now: Date): Promise<void> {
    await writeAct(manager, { ...lead, kind: 'planCompleted', facts: { plan: plan.name } }, undefined, now);
    const { completedTo } = await readSettings(manager, lead.agency);
    const [member] = await manager.query('select 1 from lead_desk.members where agency = $1 and id = $2 and disabled_at is null', [
      lead.agency,
      completedTo,
    ]);
    const words = { name: lead.name ?? '', plan: plan.name, office: lead.office };
    const hear = [lead.agent, member === undefined ? null : completedTo].filter((one) => one !== null);
    await tellMembers(
      manager,
      [...new Set(hear)].map((one) => ({
        agency: lead.agency,
        member: one,
        kind: 'planCompleted',
        leadId: lead.leadId,
        personId: lead.personId,
        words,
        mail: one !== who.memberId,
      })),
      now,
    );
    if (member === undefined || completedTo === null || completedTo === lead.agent) return;
    await openUnassigned(manager, [{ ...lead, openedAt: now }]);
    // The settings give it, whoever ticked: nobody needs a right of their own for that.
    const bySettings = { ...who, member: { ...who.member, role: 'admin' as const } };
    await this.assignments.giveTo(manager, await holdAssignment(manager, lead.agency, lead.leadId), bySettings, completedTo);
  }
}
