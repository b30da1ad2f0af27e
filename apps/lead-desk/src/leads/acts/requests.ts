import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LeadAct } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../../api-problems/desk-refusal';
import { tellMembers } from '../../messages/tell-members';
import { readId } from '../../people/person-id';
import { demand } from '../../sign-in/rights';
import { Assignments } from '../../assignment/assignments';
import type { SignedInMember } from '../../sign-in/signed-in';
import { findLeadToChange, type OpenedLead } from '../record/find-lead';
import { refreshLeads } from '../refresh-leads';
import type { DecideRequest } from './act-requests';
import { demandFits, doAct } from './do-act';
import { writeAct } from './lead-acts-log';

interface RequestRow {
  lead_id: string;
  act: LeadAct;
  asked: { agent?: string };
  by: string;
  state: string;
  decided_by_name: string | null;
}

/** An agent asks for what they may not do themselves (B3). One request per lead waits at a time. @returns whether it is new */
export async function askFor(
  manager: EntityManager,
  lead: OpenedLead,
  asked: { readonly act: LeadAct; readonly agent?: string; readonly words?: string },
  who: SignedInMember,
  now: Date,
): Promise<boolean> {
  const { act, agent, words = '' } = asked;
  demandFits(act, lead);
  const [open]: { act: string; by: string; by_name: string }[] = await manager.query(
    `select act, by, by_name from lead_desk.lead_requests where agency = $1 and lead_id = $2 and state = 'open'`,
    [lead.agency, lead.leadId],
  );
  if (open?.act === act && open.by === who.memberId) return false;
  if (open) {
    const message = `${open.by_name} asked for "${open.act}" already, and it waits for a decision`;
    throw new DeskRefusal(409, [{ path: '', rule: 'waiting', message }]);
  }
  await manager.query(
    `insert into lead_desk.lead_requests (agency, id, lead_id, person_id, act, asked, words, at, by, by_name, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')`,
    [
      lead.agency,
      randomUUID(),
      lead.leadId,
      lead.personId,
      act,
      JSON.stringify({ agent }),
      words.toWellFormed(),
      now,
      who.memberId,
      who.name,
    ],
  );
  await writeAct(manager, { ...lead, kind: 'requested', facts: { act, words } }, who, now);
  await refreshLeads(manager, [lead]);
  const deciders: { id: string }[] = await manager.query(
    `select id from lead_desk.members where agency = $1 and disabled_at is null and (role in ('broker', 'admin') or (role = 'officeManager' and coalesce(office, '') = $2))`,
    [lead.agency, lead.office],
  );
  const said = { name: lead.name ?? '', by: who.name, office: lead.office, request: act, reason: words };
  await tellMembers(
    manager,
    deciders.map(({ id }) => ({ ...told(lead, id), kind: 'requestMade', words: said })),
    now,
  );
  return true;
}

const told = ({ agency, leadId, personId }: OpenedLead, member: string) => ({ agency, member, leadId, personId, mail: true });

/** What managers decide of what agents asked for. */
@Injectable()
export class LeadRequests {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** Both hear of it. A second click finds it decided. @throws DeskRefusal 409 where it was decided otherwise */
  decide(who: SignedInMember, id: string, { decision, reason = '' }: DecideRequest): Promise<{ leadId: string; undo: string | null }> {
    demand(who.member.role, 'decideRequests');
    if (decision === 'decline' && reason.trim() === '')
      throw new DeskRefusal(422, [{ path: '/reason', rule: 'needed', message: 'Say why, so that whoever asked knows' }]);
    const now = this.clock.now();
    const requestId = readId(id, 'request');
    return inAgency(this.db, who.agency, async (manager) => {
      const found = await this.find(manager, who, requestId);
      const lead = await findLeadToChange(manager, who, found.lead_id);
      // Read again under the lock: somebody else may have decided in between.
      const request = await this.find(manager, who, requestId);
      const state = decision === 'approve' ? 'approved' : 'declined';
      if (request.state === state) return { leadId: lead.leadId, undo: null };
      if (request.state !== 'open') {
        const message = `It was ${request.state} already${request.decided_by_name === null ? '' : ` by ${request.decided_by_name}`}`;
        throw new DeskRefusal(409, [{ path: '', rule: 'decided', message }]);
      }
      await manager.query(
        `update lead_desk.lead_requests set state = $3, decided_at = $4, decided_by = $5, decided_by_name = $6, reason = $7 where agency = $1 and id = $2`,
        [who.agency, requestId, state, now, who.memberId, who.name, reason.toWellFormed()],
      );
      await writeAct(manager, { ...lead, kind: state, facts: { act: request.act, reason } }, who, now);
      const undo =
        decision === 'approve'
          ? await doAct(manager, this.assignments, lead, { act: request.act, agent: request.asked.agent }, who, now)
          : null;
      await refreshLeads(manager, [lead]);
      const words = { name: lead.name ?? '', by: who.name, request: request.act, decision: `${request.act} ${state}`, reason };
      const hear = [...new Set([request.by, who.memberId])];
      await tellMembers(
        manager,
        hear.map((member) => ({ ...told(lead, member), mail: member === request.by, kind: 'requestDecided', words })),
        now,
      );
      return { leadId: lead.leadId, undo };
    });
  }

  private async find(manager: EntityManager, who: SignedInMember, id: string): Promise<RequestRow> {
    const [request]: RequestRow[] = await manager.query(
      'select lead_id, act, asked, by, state, decided_by_name from lead_desk.lead_requests where agency = $1 and id = $2',
      [who.agency, id],
    );
    if (!request) throw notFound('request');
    return request;
  }
}
