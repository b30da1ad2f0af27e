import { fits, type LeadAct } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import type { Assignments } from '../../assignment/assignments';
import { startPlan } from '../../plans/start-plan';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { OpenedLead } from '../record/find-lead';
import { refreshLeads } from '../refresh-leads';
import { giveOn } from './give-on';
import { writeAct } from './lead-acts-log';
import { setMark } from './marks';

const statuses = { archive: 'archived', delete: 'deleted', convert: 'converted' } as const;

const isStanding = (act: LeadAct): act is keyof typeof statuses => Object.hasOwn(statuses, act);

/** Whether a lead stands already where an act would put it. */
export const isDone = (act: LeadAct, lead: OpenedLead): boolean => isStanding(act) && lead.recordStatus === statuses[act];

/** @throws DeskRefusal 409 where it changes nothing any more, with how the lead stands */
export function demandFits(act: LeadAct, lead: OpenedLead): void {
  const standing = { recordStatus: lead.recordStatus, closedAt: lead.closedAt?.toISOString() ?? null };
  if (fits(act, standing, lead.planStatus !== '')) return;
  const stands = lead.recordStatus === 'active' ? lead.stage : lead.recordStatus;
  throw new DeskRefusal(409, [{ path: '', rule: 'standing', message: `The lead is ${stands} by now, so this has nothing to act on` }]);
}

/**
 * Does what was asked and may be done; at once, or when a request is approved.
 * @returns the number of the act, to undo it by
 */
export async function doAct(
  manager: EntityManager,
  assignments: Assignments,
  lead: OpenedLead,
  { act, agent }: { readonly act: LeadAct; readonly agent?: string },
  who: SignedInMember,
  now: Date,
): Promise<string> {
  demandFits(act, lead);
  let facts: object = {};
  if (isStanding(act)) {
    const mark = await setMark(manager, lead, { what: 'recordStatus', value: statuses[act] }, who, now);
    facts = { mark, from: lead.recordStatus, to: statuses[act] };
    // A lead that is over is not late any more.
    await manager.query('update lead_desk.plan_runs set stopped_at = coalesce(stopped_at, $3) where agency = $1 and lead_id = $2', [
      lead.agency,
      lead.leadId,
      now,
    ]);
  } else if (act === 'resetPlan') await startPlan(manager, lead, now);
  else await giveOn(manager, assignments, lead, { act, agent }, who, now);
  const number = await writeAct(manager, { ...lead, kind: act, facts }, who, now);
  await manager.query(
    `update lead_desk.lead_requests set state = 'withdrawn', decided_at = $3 where agency = $1 and lead_id = $2 and state = 'open' and $4`,
    [lead.agency, lead.leadId, now, act === 'delete'],
  );
  await refreshLeads(manager, [lead]);
  return number;
}
