import { fits } from '#lead';
import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { Assignments } from '../assignment/assignments';
import { holdAssignment } from '../assignment/change-assignment';
import { openUnassigned } from '../assignment/open-assignments';
import { findLeadToChange } from '../leads/record/find-lead';
import { refreshLeads } from '../leads/refresh-leads';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { mayFill } from './pond-checks';
import { findPond, type PondRow } from './pond-rows';
import type { FilledView } from './pond-views';
import { tellPondFilled } from './tell-ponds';

/** Puts leads into a pond by hand, whoever has them (X11). */
@Injectable()
export class FillPond {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** Each lead for itself: what one refuses the others do not feel. @throws DeskRefusal for one lead, or where the pond is not theirs to fill */
  async fill(who: SignedInMember, id: string, leads: readonly string[]): Promise<FilledView[]> {
    const pondId = readId(id, 'pond');
    const filled: FilledView[] = [];
    for (const lead of leads)
      filled.push(
        await inAgency(this.db, who.agency, (manager) => this.put(manager, who, pondId, lead)).catch((error: unknown) =>
          refusedAs(lead, error, leads.length),
        ),
      );
    const count = filled.filter(({ outcome }) => outcome === 'done').length;
    if (count > 0) await this.tell(who, pondId, count);
    return filled;
  }

  private async put(manager: EntityManager, who: SignedInMember, pondId: string, leadId: string): Promise<FilledView> {
    const lead = await findLeadToChange(manager, who, leadId);
    const pond = await findPond(manager, who.agency, pondId);
    if (!pond) throw notFound('pond');
    demandFillable(who, pond);
    if (!fits('rebroadcast', { recordStatus: lead.recordStatus, closedAt: lead.closedAt?.toISOString() ?? null }, false))
      throw new DeskRefusal(409, [{ path: '', rule: 'standing', message: 'The lead is over by now, so nobody has to claim it' }]);
    await openUnassigned(manager, [{ ...lead, openedAt: this.clock.now() }]);
    const row = await holdAssignment(manager, lead.agency, lead.leadId);
    const put = await this.assignments.putIntoPond(manager, row, who, pond);
    if (put) await refreshLeads(manager, [lead]);
    return { id: leadId, outcome: put ? 'done' : 'same', message: null };
  }

  /** Once for all of them, in a transaction of its own: a message that a crash swallows is missed less than leads would be. */
  private async tell(who: SignedInMember, pondId: string, leads: number): Promise<void> {
    await inAgency(this.db, who.agency, async (manager) => {
      const pond = await findPond(manager, who.agency, pondId);
      const members = pond?.members.map(({ id }) => id).filter((id) => id !== who.memberId) ?? [];
      await tellPondFilled(manager, { agency: who.agency, pond: pond?.name ?? '' }, { members, leads }, this.clock.now());
    });
  }
}

/** @throws DeskRefusal 422 that says why nothing can be put into this pond */
function demandFillable(who: SignedInMember, pond: PondRow): void {
  const refuse = (rule: string, message: string): never => {
    throw new DeskRefusal(422, [{ path: '/pond', rule, message }]);
  };
  if (!mayFill(who, pond)) refuse('office', `${pond.name} is the pond of another office; choose one of yours`);
  if (pond.members.length === 0) refuse('empty', `${pond.name} has no members who could claim a lead; add some first`);
}

/** One lead says its refusal as the answer's; of many, each says its own. */
function refusedAs(id: string, error: unknown, asked: number): FilledView {
  if (!(error instanceof DeskRefusal) || asked === 1) throw error;
  return { id, outcome: 'refused', message: error.message };
}
