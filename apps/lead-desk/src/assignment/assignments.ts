import { type Act, afterRunning, may, passedOver, roles } from '#lead';
import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { refreshLeads } from '../leads/refresh-leads';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { type AssignmentRow, writeAssignments } from './assignment-rows';
import { candidatesOf } from './candidates-of';
import { actInOrder, holdAssignment } from './change-assignment';
import { countClaim } from './count-claim';
import { giveAgain } from './give-again';
import { leadScope } from './lead-scope';
import type { PondRow } from '../ponds/pond-rows';
import { ruleInForce } from './rules-in-force';
import { managersOf, tellOf } from './tell-assignments';

/** What members do with whose a lead is: take it, leave it, give it to somebody (F10, F14, B10, B12, X11). */
@Injectable()
export class Assignments {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Takes what is offered to oneself; the first of several has it. A second click changes nothing. */
  accept(who: SignedInMember, leadId: string): Promise<void> {
    return this.change(who, leadId, async (manager, row) => {
      const claimed = row.offered_to.length > 1 && row.pond === null;
      const changed = await this.do(manager, row, who, [{ kind: 'accept', by: who.memberId }]);
      if (!changed) return;
      if (claimed) await countClaim(manager, row, who.memberId, this.clock.now());
      await this.tellManagers(manager, row, who, 'leadTaken');
    });
  }

  /** Leaves what is offered to oneself, with a reason; it goes to the next at once where a rule says who that is. */
  reject(who: SignedInMember, leadId: string, reason: string): Promise<void> {
    return this.change(who, leadId, async (manager, row) => {
      const changed = await this.do(manager, row, who, [{ kind: 'reject', by: who.memberId, reason }]);
      if (!changed || changed.state !== 'rejected') return;
      await giveAgain(manager, [row], { now: this.clock.now(), chance: Math.random });
    });
  }

  /** Gives a lead to an agent, whoever had it or was offered it; one gives oneself a lead and has it. */
  assign(who: SignedInMember, leadId: string, agentId: string): Promise<void> {
    return this.change(who, leadId, (manager, row) => this.giveTo(manager, row, who, agentId));
  }

  /** Gives a lead to an agent, who takes it or leaves it (B10). @param row held by `holdAssignment`; for acts that are part of a larger change */
  async giveTo(manager: EntityManager, row: AssignmentRow, who: SignedInMember, agentId: string): Promise<void> {
    const agent = readId(agentId, 'member');
    const [found]: { role: (typeof roles)[number]; name: string; office: string | null }[] = await manager.query(
      'select role, name, office from lead_desk.members where agency = $1 and id = $2 and disabled_at is null',
      [row.agency, agent],
    );
    if (!found) throw notFound('member');
    if (!may(found.role, 'workLeads'))
      throw new DeskRefusal(422, [{ path: '/agent', rule: 'role', message: `${found.name} works no leads; choose an agent` }]);
    // Managers give to agents under their control; whoever has a lead hands it to anybody of the agency.
    if (row.agent !== who.memberId && !may(who.member.role, 'seeAllLeads') && found.office !== who.member.office && agent !== who.memberId)
      throw new DeskRefusal(422, [
        { path: '/agent', rule: 'office', message: `${found.name} is of another office; choose an agent of yours` },
      ]);
    if (row.agent === agent) return;
    const own = agent === who.memberId;
    const acts: Act[] = [
      { kind: 'withdraw' },
      { kind: 'offer', to: [agent], until: null },
      ...(own ? [{ kind: 'accept', by: agent } as const] : []),
    ];
    const alreadyOffered = row.state === 'offered' && row.offered_to.length === 1 && row.offered_to[0] === agent;
    if (alreadyOffered && !own) return;
    await this.do(manager, row, who, alreadyOffered ? acts.slice(2) : acts);
    const lost = row.agent !== null && row.agent !== who.memberId ? [{ member: row.agent, kind: 'leadTaken' as const }] : [];
    const words = { by: who.name, agent: found.name };
    await tellOf(
      manager,
      row,
      [...(own ? [] : [{ member: agent, kind: 'leadAssigned' as const, words }]), ...lost.map((one) => ({ ...one, words }))],
      this.clock.now(),
    );
  }

  /** Offers a lead to all who may have it now; the first to claim it has it (B12). @param row held by `holdAssignment` */
  async offerToAll(manager: EntityManager, row: AssignmentRow, who: SignedInMember): Promise<void> {
    const now = this.clock.now();
    const inForce = await ruleInForce(manager, row.agency, row.office);
    const rule = inForce?.rule ?? ruleOfNone;
    const all = await candidatesOf(manager, { agency: row.agency, office: row.office, rule, now });
    const to = all
      .filter(({ candidate }) => passedOver(candidate, rule, now.toISOString()) === undefined)
      .map(({ candidate }) => candidate.agent);
    const until =
      rule.acceptWithinMinutes === null ? null : (afterRunning(now.toISOString(), rule.acceptWithinMinutes, rule.hours) ?? null);
    await this.do(manager, row, who, [{ kind: 'withdraw' }, { kind: 'offer', to, until }]);
    await tellOf(
      manager,
      row,
      to.filter((member) => member !== who.memberId).map((member) => ({ member, kind: 'leadOffered' as const })),
      now,
    );
  }

  /** Puts a lead into a pond, whoever had it or was offered it (X11). @param row held by `holdAssignment` @returns whether it was elsewhere before */
  async putIntoPond(manager: EntityManager, row: AssignmentRow, who: SignedInMember, pond: PondRow): Promise<boolean> {
    if (row.pond === pond.id) return false;
    await this.do(manager, row, who, [{ kind: 'withdraw' }, { kind: 'pond', pond: pond.id, members: pond.members.map(({ id }) => id) }]);
    const words = { by: who.name, pond: pond.name };
    if (row.agent !== null && row.agent !== who.memberId)
      await tellOf(manager, row, [{ member: row.agent, kind: 'leadTaken', words }], this.clock.now());
    return true;
  }

  private change(who: SignedInMember, leadId: string, work: (manager: EntityManager, row: AssignmentRow) => Promise<void>): Promise<void> {
    const id = readId(leadId, 'lead');
    return inAgency(this.db, who.agency, async (manager) => {
      const row = await holdAssignment(manager, who.agency, id);
      await mayTouch(manager, who, row);
      await work(manager, row);
      await refreshLeads(manager, [{ agency: who.agency, leadId: id }]);
    });
  }

  /** Answers what it is now, or nothing where it was so already. */
  private async do(manager: EntityManager, row: AssignmentRow, who: SignedInMember, acts: readonly Act[]) {
    const now = this.clock.now();
    const names: { id: string; name: string }[] = await manager.query(
      'select id, name from lead_desk.members where agency = $1 and id = $2',
      [row.agency, row.agent],
    );
    const progress = actInOrder(row, acts, {
      by: who,
      at: now,
      nameOf: (agent) => names.find(({ id }) => id === agent)?.name ?? 'Somebody',
    });
    if (progress.acts.length === 0) return undefined;
    await writeAssignments(manager, [{ row, now: progress.now, dueAt: progress.now.until, acts: progress.acts }], now);
    return progress.now;
  }

  private async tellManagers(manager: EntityManager, row: AssignmentRow, who: SignedInMember, kind: 'leadTaken'): Promise<void> {
    const managers = (await managersOf(manager, row.agency, [row.office])).get(row.office) ?? [];
    const others = managers.filter((member) => member !== who.memberId);
    await tellOf(
      manager,
      row,
      others.map((member) => ({ member, kind, words: { agent: who.name } })),
      this.clock.now(),
    );
  }
}

/** Where no rule is in force, all who receive leads may have it, for as long as it takes. */
const ruleOfNone = {
  method: 'firstToClaim',
  acceptWithinMinutes: null,
  hours: { zone: 'UTC', hours: null, days: 'anyDay', holidays: [] },
  capPerDay: null,
  stickyAgent: false,
  listingAgent: false,
  mostOffers: 3,
} as const;

/** Whoever may neither open the lead nor is asked for it learns nothing of it. */
async function mayTouch(manager: EntityManager, who: SignedInMember, row: AssignmentRow): Promise<void> {
  if (row.offered_to.includes(who.memberId)) return;
  const scope = leadScope(who, 'a', 3);
  const found: unknown[] = await manager.query(
    `select 1 from lead_desk.assignments a where a.agency = $1 and a.lead_id = $2 and ${scope.sql}`,
    [row.agency, row.lead_id, ...scope.parameters],
  );
  // An offer that ran out, or went to another, is said to be so to whoever had it.
  const had: unknown[] =
    found.length > 0
      ? found
      : await manager.query(
          `select 1 from lead_desk.assignment_acts a where agency = $1 and lead_id = $2 and (kind = 'offer' and $3 = any(agents) or kind = 'pond'
             and exists (select 1 from lead_desk.pond_members m where m.agency = $1 and m.pond = a.pond and m.member_id = $3)) limit 1`,
          [row.agency, row.lead_id, who.memberId],
        );
  if (had.length === 0) throw notFound('lead');
}
