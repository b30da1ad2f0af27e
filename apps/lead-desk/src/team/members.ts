import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { emailKey, may, type Role } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { giveOnLeadsOf } from '../assignment/give-on-leads-of';
import { holdAgency } from '../assignment/hold-agency';
import { leavePonds } from '../ponds/leave-ponds';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { mailLink } from './invite';
import { MemberLinks } from './member-links';
import { demandReach, demandSeen, problemsOfLoss } from './team-rules';
import type { ChangeMemberRequest, InviteMemberRequest } from './team-requests';
import { memberOf, type MemberRow, readMembers } from './team-rows';
import type { MemberView } from './team-views';

const officeMissing = (id: string): DeskProblem => ({ path: '/office', rule: 'known', message: `There is no office with the id ${id}` });

/** Inviting members, and changing what they are; every change is one transaction over the locked rows of the agency's members. */
@Injectable()
export class Members {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly links: MemberLinks,
  ) {}

  /** Makes a member without a password, who gets a mail with a link to choose one. */
  async invite(who: SignedInMember, request: InviteMemberRequest): Promise<MemberView> {
    const { agency } = who;
    const { name, role, office = null } = request;
    demandReach(who, role);
    return inAgency(this.db, agency, async (manager) => {
      const id = randomUUID();
      const problems = await this.officeProblems(manager, agency, office);
      const added: unknown[] = await manager.query(
        `insert into lead_desk.members (agency, id, email, name, role, office, receiving, created_at, changed_at, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) on conflict do nothing returning id`,
        [agency, id, emailKey(request.email), name.trim(), role, office, role === 'agent', this.clock.now(), who.name],
      );
      if (added.length === 0) problems.push({ path: '/email', rule: 'unique', message: 'Somebody has this address already' });
      if (problems.length > 0) throw new DeskRefusal(422, problems);
      await this.mailInvitation(manager, who, id);
      this.tell(who, id, 'invited a member');
      return this.view(manager, agency, id);
    });
  }

  /** Sends the invitation once more; earlier links stay good until one is used. */
  async inviteAgain(who: SignedInMember, id: string): Promise<MemberView> {
    return this.touching(who, id, async (manager, member) => {
      if (!member.invited || member.disabled_at) {
        const message = member.invited ? 'They are disabled; enable them first' : 'They have a password already';
        throw new DeskRefusal(409, [{ path: '', rule: 'invited', message }]);
      }
      await this.mailInvitation(manager, who, member.id);
      this.tell(who, member.id, 'invited a member again');
    });
  }

  /** @throws DeskRefusal 404, 409 where somebody was faster, 403 and 422 with everything that is wrong */
  async change(who: SignedInMember, id: string, request: ChangeMemberRequest): Promise<MemberView> {
    return this.touching(who, id, async (manager, member, otherAdmins) => {
      const { role = member.role, name = member.name, office = member.office } = present(request);
      demandReach(who, role);
      demandSeen(request.version, member, memberOf(member));
      const problems = problemsOfLoss(who, member, role, otherAdmins);
      if (office !== member.office) problems.push(...(await this.officeProblems(manager, who.agency, office)));
      if (problems.length > 0) throw new DeskRefusal(422, problems);
      const { agentRef = member.agent_ref, absentUntil = member.absent_until } = present(request);
      await manager.query(
        `update lead_desk.members set name = $3, role = $4, office = $5, agent_ref = $6, absent_until = $7, version = version + 1, changed_at = $8, changed_by = $9
         where agency = $1 and id = $2`,
        [who.agency, member.id, name.trim(), role, office, agentRef, absentUntil, this.clock.now(), who.name],
      );
      this.tell(who, member.id, role === member.role ? 'changed a member' : `made a member ${role}`);
      if (!may(role, 'workLeads')) await this.endWork(manager, who, member.id);
    });
  }

  /** Ends a member's sessions and links, keeps them from signing in and gives on their leads. May be asked for again. */
  async disable(who: SignedInMember, id: string): Promise<MemberView> {
    return this.touching(who, id, async (manager, member, otherAdmins) => {
      const problems = problemsOfLoss(who, member, 'disabled', otherAdmins);
      if (problems.length > 0) throw new DeskRefusal(422, problems);
      if (member.disabled_at) return;
      await this.setDisabled(manager, who, member.id, this.clock.now());
      await manager.query('delete from lead_desk.sessions where agency = $1 and member_id = $2', [who.agency, member.id]);
      await this.links.end(manager, who.agency, member.id);
      this.tell(who, member.id, 'disabled a member');
      await this.endWork(manager, who, member.id);
    });
  }

  /** Who never chose a password is invited anew: disabling them ended the links of before. */
  async enable(who: SignedInMember, id: string): Promise<MemberView> {
    return this.touching(who, id, async (manager, member) => {
      if (!member.disabled_at) return;
      await this.setDisabled(manager, who, member.id, null);
      if (member.invited) await this.mailInvitation(manager, who, member.id);
      this.tell(who, member.id, 'enabled a member');
    });
  }

  /** One change of one member: rows locked so that two administrators cannot remove each other, and who acts looked at once more. */
  private touching(
    who: SignedInMember,
    id: string,
    work: (manager: EntityManager, member: MemberRow, otherAdmins: number) => Promise<void>,
  ): Promise<MemberView> {
    const memberId = readId(id, 'member');
    return inAgency(this.db, who.agency, async (manager) => {
      // Before any row, as whoever gives out leads does: a member who goes gives on theirs in the same change.
      await holdAgency(manager, who.agency);
      const locked: { id: string; role: Role; able: boolean }[] = await manager.query(
        `select id, role, disabled_at is null as able from lead_desk.members
         where agency = $1 and (role = 'admin' or id = any($2::uuid[])) order by id for update`,
        [who.agency, [memberId, who.memberId]],
      );
      const acting = locked.find((one) => one.id === who.memberId);
      if (!acting?.able || acting.role !== who.member.role)
        throw new DeskRefusal(409, [{ path: '', rule: 'own', message: 'Your own account changed meanwhile; nothing was done' }]);
      const [member] = await readMembers(manager, who.agency, memberId);
      if (!member) throw notFound('member');
      demandReach(who, member.role);
      const otherAdmins = locked.filter((one) => one.role === 'admin' && one.able && one.id !== memberId).length;
      await work(manager, member, otherAdmins);
      return this.view(manager, who.agency, memberId);
    });
  }

  private mailInvitation(manager: EntityManager, { agency, name }: SignedInMember, memberId: string): Promise<void> {
    return mailLink(manager, { agency, memberId, kind: 'invitation', words: { by: name } }, this.clock.now());
  }

  /** Whoever works no leads any more is in no pond, and has none. */
  private async endWork(manager: EntityManager, who: SignedInMember, id: string): Promise<void> {
    const ground = { now: this.clock.now(), chance: Math.random };
    await leavePonds(manager, { agency: who.agency, member: id, by: who, now: ground.now });
    const leads = await giveOnLeadsOf(manager, { agency: who.agency, memberId: id }, who, ground);
    if (leads > 0) this.log.log({ agency: who.agency, member: who.memberId, about: id, leads }, 'The leads of a member were given on');
  }

  private async setDisabled(manager: EntityManager, who: SignedInMember, id: string, at: Date | null): Promise<void> {
    await manager.query(
      'update lead_desk.members set disabled_at = $3, version = version + 1, changed_at = $4, changed_by = $5 where agency = $1 and id = $2',
      [who.agency, id, at, this.clock.now(), who.name],
    );
  }

  private async officeProblems(manager: EntityManager, agency: string, office: string | null): Promise<DeskProblem[]> {
    if (office === null) return [];
    const known: unknown[] = await manager.query('select from lead_desk.offices where agency = $1 and id = $2', [agency, office]);
    return known.length > 0 ? [] : [officeMissing(office)];
  }

  private async view(manager: EntityManager, agency: string, id: string): Promise<MemberView> {
    const [row] = await readMembers(manager, agency, id);
    if (!row) throw notFound('member');
    return memberOf(row);
  }

  private tell({ agency, memberId }: SignedInMember, about: string, did: string): void {
    this.log.log({ agency, member: memberId, about, did }, `A member ${did}`);
  }
}

/** What of a request is there: `null` says that a value goes, and is no value for a name or a role. */
function present({ name, role, ...rest }: ChangeMemberRequest): ChangeMemberRequest {
  return { ...rest, name: name ?? undefined, role: role ?? undefined };
}
