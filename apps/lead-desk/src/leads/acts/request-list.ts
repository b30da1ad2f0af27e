import { Injectable } from '@nestjs/common';
import { type LeadAct, may } from '#lead';
import { inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { leadScope } from '../../assignment/lead-scope';
import { cursorOf, readCursor } from '../../people/page-cursor';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { LeadRequestsQuery, LeadRequestsView, LeadRequestView, RequestState } from './request-views';

interface RequestRow {
  id: string;
  lead_id: string;
  name: string | null;
  email: string;
  phone: string;
  opens: boolean;
  act: LeadAct;
  to: string | null;
  by_name: string;
  at: Date;
  words: string;
  state: RequestState;
  decided_by_name: string | null;
  decided_at: Date | null;
  reason: string | null;
  moment: string;
}

interface Wanted {
  /** Undefined for every state. */
  readonly states?: readonly RequestState[];
  readonly act?: LeadAct;
  readonly mine?: boolean;
  readonly leadId?: string;
  readonly past?: readonly string[];
  readonly limit: number;
}

const decided = ['approved', 'declined'] as const;

/** Requests for leads one may open, and one's own, which one reads the decision of though the lead went to somebody else. */
async function readRequests(manager: EntityManager, who: SignedInMember, wanted: Wanted): Promise<RequestRow[]> {
  const { states, act, mine = false, leadId, past, limit } = wanted;
  const scope = leadScope(who, 't', 10);
  const moment = 'coalesce(q.decided_at, q.at)';
  return manager.query(
    `select q.id, t.lead_id, t.name, t.email, t.phone, (${scope.sql}) as opens, q.act, q.by_name, q.at, q.words, q.state, q.decided_by_name, q.decided_at, q.reason,
       (select m.name from lead_desk.members m where m.agency = q.agency and m.id::text = q.asked->>'agent') as to, ${moment}::text as moment
     from lead_desk.lead_requests q join lead_desk.lead_list n on n.agency = q.agency and n.lead_id = q.lead_id
     join lead_desk.lead_list t on t.agency = n.agency and t.lead_id = coalesce(n.within, n.lead_id)
     where q.agency = $1 and (q.by = $2 or (${scope.sql})) and ($3::text[] is null or q.state = any($3)) and ($4::text is null or q.act = $4)
       and (not $5::boolean or q.by = $2) and ($6::uuid is null or t.lead_id = $6) and ($7::timestamptz is null or (${moment}, q.id) < ($7, $8::uuid))
     order by ${moment} desc, q.id desc limit $9`,
    [
      who.agency,
      who.memberId,
      states ?? null,
      act ?? null,
      mine,
      leadId ?? null,
      past?.[0] ?? null,
      past?.[1] ?? null,
      limit,
      ...scope.parameters,
    ],
  );
}

const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

const viewOf = (row: RequestRow): LeadRequestView => ({
  id: row.id,
  leadId: row.lead_id,
  name: row.name,
  email: orNull(row.email),
  phone: orNull(row.phone),
  opens: row.opens,
  act: row.act,
  to: row.to,
  by: row.by_name,
  at: row.at.toISOString(),
  words: orNull(row.words),
  state: row.state,
  decidedBy: row.decided_by_name,
  decidedAt: row.decided_at?.toISOString() ?? null,
  reason: orNull(row.reason),
});

/** The newest decisions about one lead. */
export async function decidedOf(manager: EntityManager, who: SignedInMember, leadId: string): Promise<LeadRequestView[]> {
  return (await readRequests(manager, who, { states: decided, leadId, limit: 20 })).map(viewOf);
}

/** What was asked for and decided, newest first (B3). */
@Injectable()
export class RequestList {
  constructor(private readonly db: DataSource) {}

  list(who: SignedInMember, { state, act, mine, before, limit = 50 }: LeadRequestsQuery): Promise<LeadRequestsView> {
    const past = readCursor(before, [/^\d{4}-[\d :.+-]{10,40}$/, /^[\da-f-]{36}$/]);
    const states = state === undefined ? undefined : state === 'decided' ? decided : [state];
    return inAgency(this.db, who.agency, async (manager) => {
      const rows = await readRequests(manager, who, { states, act, mine: mine === 'true', past, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        requests: page.map(viewOf),
        next: last && rows.length > limit ? cursorOf([last.moment, last.id]) : null,
        decides: may(who.member.role, 'decideRequests'),
      };
    });
  }
}
