import { Injectable } from '@nestjs/common';
import { allowanceOf, may } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import { Assignments } from '../../assignment/assignments';
import type { SignedInMember } from '../../sign-in/signed-in';
import { findLeadToChange, type OpenedLead } from '../record/find-lead';
import { refreshLeads } from '../refresh-leads';
import { readSettings } from '../settings/lead-settings';
import type { ActedView, ActRequest } from './act-requests';
import { doAct, isDone } from './do-act';
import { writeAct } from './lead-acts-log';
import { takeBack } from './marks';
import { askFor } from './requests';

/** Acts on one lead or on many; settings and role decide whether each is done, asked for, or not there (B7–B12). */
@Injectable()
export class ActOnLeads {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** Each lead for itself: what one refuses the others do not feel. @throws DeskRefusal 403 where the act is not offered to whoever asks */
  async act(who: SignedInMember, asked: ActRequest): Promise<ActedView[]> {
    const done: ActedView[] = [];
    for (const one of asked.leads)
      done.push(await this.actOnOne(who, asked, one).catch((error: unknown) => refusedAs(one.id, error, asked.leads.length)));
    return done;
  }

  private actOnOne(who: SignedInMember, asked: ActRequest, { id, from }: ActRequest['leads'][number]): Promise<ActedView> {
    const now = this.clock.now();
    return inAgency(this.db, who.agency, async (manager) => {
      const { acts } = await readSettings(manager, who.agency);
      const how = allowanceOf(acts, asked.act, who.member.role);
      if (how === 'notOffered')
        throw new DeskRefusal(403, [
          { path: '/act', rule: 'notOffered', message: 'The settings of your agency do not offer this to your role' },
        ]);
      const lead = await findLeadToChange(manager, who, id);
      if (isDone(asked.act, lead)) return { id, outcome: 'same', undo: null, message: null };
      await demandAsShown(manager, lead, from);
      if (how === 'request') {
        const fresh = await askFor(manager, lead, asked, who, now);
        return { id, outcome: fresh ? 'requested' : 'same', undo: null, message: null };
      }
      return { id, outcome: 'done', undo: await doAct(manager, this.assignments, lead, asked, who, now), message: null };
    });
  }

  /**
   * Takes back what was done to a lead, where nothing has been built on it. A second click finds it undone.
   * @throws DeskRefusal 403, 404, or 409 with what happened since
   */
  undo(who: SignedInMember, id: string, number: string): Promise<string> {
    const now = this.clock.now();
    return inAgency(this.db, who.agency, async (manager) => {
      const lead = await findLeadToChange(manager, who, id);
      const [act]: ActRow[] = await manager.query(
        `select number::text, kind, by, undone_at, facts from lead_desk.lead_acts where agency = $1 and lead_id = $2 and number = $3`,
        [who.agency, lead.leadId, /^\d{1,18}$/.test(number) ? number : '0'],
      );
      const mark = act?.facts.mark;
      if (!act || mark === undefined)
        throw new DeskRefusal(404, [{ path: '', rule: 'known', message: 'There is nothing to undo by this number' }]);
      if (act.undone_at !== null) return lead.leadId;
      if (act.by !== who.memberId && !may(who.member.role, 'decideRequests'))
        throw new DeskRefusal(403, [{ path: '', rule: 'role', message: 'Whoever did it undoes it, or a manager' }]);
      if (lead.recordStatus !== act.facts.to)
        throw new DeskRefusal(409, [{ path: '', rule: 'changed', message: `The lead is ${lead.recordStatus} by now; undo that first` }]);
      await takeBack(manager, lead, mark);
      await manager.query('update lead_desk.lead_acts set undone_at = $3 where agency = $1 and number = $2', [who.agency, act.number, now]);
      await manager.query('update lead_desk.plan_runs set stopped_at = null where agency = $1 and lead_id = $2', [
        lead.agency,
        lead.leadId,
      ]);
      await writeAct(manager, { ...lead, kind: 'undone', facts: { act: act.kind } }, who, now);
      await refreshLeads(manager, [lead]);
      return lead.leadId;
    });
  }
}

interface ActRow {
  number: string;
  kind: string;
  by: string | null;
  undone_at: Date | null;
  facts: { mark?: string; to?: string };
}

/** One lead says its refusal as the answer's; of many, each says its own. */
function refusedAs(id: string, error: unknown, asked: number): ActedView {
  if (!(error instanceof DeskRefusal) || asked === 1 || error.status === 403) throw error;
  return { id, outcome: 'refused', undo: null, message: error.message };
}

/** @throws DeskRefusal 409 with who made it what it is now, and when */
async function demandAsShown(manager: EntityManager, lead: OpenedLead, from: string | undefined): Promise<void> {
  if (from === undefined || from === lead.recordStatus) return;
  const [last]: { by: string; at: Date }[] = await manager.query(
    `select by, at from lead_desk.lead_marks where agency = $1 and person_id = $2 and intent = $3 and what = 'recordStatus' order by at desc, id desc limit 1`,
    [lead.agency, lead.personId, lead.askedIntent],
  );
  const changed = last ? `${last.by} made it ${lead.recordStatus} meanwhile` : `It is ${lead.recordStatus} by now`;
  throw new DeskRefusal(409, [{ path: '', rule: 'changed', message: changed }], undefined, {
    now: { recordStatus: { value: lead.recordStatus, by: last?.by ?? null, at: last?.at.toISOString() ?? null } },
  });
}
