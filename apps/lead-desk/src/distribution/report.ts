import { type Decision, type GivingOut, may, rolesWith, whyInWords } from '#lead';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { leadScope } from '../assignment/lead-scope';
import { memberNames } from '../assignment/member-names';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import type { AgentReportView, ReceivingMemberView, ReportView, WaitingLeadView } from './report-views';
import type { ReportQuery } from './rule-requests';
import { DistributionRules } from './rules';

interface WaitingRow {
  readonly lead_id: string;
  readonly name: string | null;
  readonly intent: string;
  readonly office: string | null;
  readonly opened_at: Date;
  readonly due_at: Date | null;
  readonly offered_to: string[];
  readonly pond: string | null;
  readonly asked: GivingOut | null;
  readonly decision: Decision | null;
  readonly total: number;
}

interface AgentRow extends Omit<AgentReportView, 'absentUntil' | 'acceptance' | 'speedToLead'> {
  readonly absent_until: Date | null;
  readonly speed: number | null;
}

const working = rolesWith('workLeads');
const mostListed = 500;

/** Leads that nobody has yet and that are open; offered to somebody, or left to the managers and to whoever claims them from a pond. */
const waiting = (scope: string, offered: boolean): string => `
select a.lead_id, h.name, l.intent, o.name as office, a.opened_at, a.due_at, a.offered_to, n.name as pond, d.asked, d.decision, count(*) over ()::int as total
from lead_desk.assignments a join lead_desk.leads l using (agency, lead_id)
left join lead_desk.offices o on o.agency = a.agency and o.id = a.office
left join lead_desk.ponds n on n.agency = a.agency and n.id = a.pond
left join lead_desk.persons p on p.agency = a.agency and p.person_id = a.person_id
left join lead_desk.people h on h.agency = a.agency and h.human = p.human
left join lateral (select asked, decision from lead_desk.assignment_acts x where x.agency = a.agency and x.lead_id = a.lead_id order by x.number desc limit 1) d on true
join lead_desk.lead_list r on r.agency = a.agency and r.lead_id = a.lead_id and r.record_status in ('active', 'inactive') and r.stage not in ('closed', 'dead')
where a.agency = $1 and a.agent is null and ${offered ? `a.state = 'offered' and a.pond is null` : `(a.state <> 'offered' or a.pond is not null)`} and ${scope}
order by a.opened_at, a.lead_id limit ${mostListed}`;

const agents = `
select m.id, m.name, m.office, m.receiving, m.absent_until,
  (select count(*) from lead_desk.assignments a where a.agency = m.agency and a.agent = m.id)::int as leads,
  (select count(*) from lead_desk.assignments a where a.agency = m.agency and a.offered_to @> array[m.id] and a.pond is null)::int as waiting,
  coalesce(n.offered, 0)::int as offered, coalesce(n.accepted, 0)::int as accepted, coalesce(n.rejected, 0)::int as rejected,
  coalesce(n.expired, 0)::int as "timedOut", s.speed
from lead_desk.members m
left join (select who, count(*) filter (where kind = 'offer') as offered, count(*) filter (where kind = 'accept') as accepted,
    count(*) filter (where kind = 'reject') as rejected, count(*) filter (where kind = 'expire') as expired
  from lead_desk.assignment_acts x, unnest(x.agents) as who where x.agency = $1 and x.at >= $2 group by who) n on n.who = m.id
left join (select a.agent, percentile_cont(0.5) within group (order by extract(epoch from a.taken_at - a.opened_at)) as speed
  from lead_desk.assignments a where a.agency = $1 and a.taken_at >= $2 group by a.agent) s on s.agent = m.id
where m.agency = $1 and m.disabled_at is null and m.role = any($3) and ($4::text is null or m.office = $4)
  and case when $5 then m.receiving else $6::text[] is null or m.id::text = any($6) end
order by m.name, m.id`;

/** How giving out leads goes (F12, F13, X12). */
@Injectable()
export class DistributionReport {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly rules: DistributionRules,
  ) {}

  async read(who: SignedInMember, query: ReportQuery): Promise<ReportView> {
    const days = query.days ?? 30;
    const since = new Date(this.clock.now().getTime() - days * 86_400_000);
    const { company } = await this.rules.list(who);
    return inAgency(this.db, who.agency, async (manager) => {
      const office = may(who.member.role, 'seeAllLeads') ? null : (who.member.office ?? '');
      const chosen = query.agents === undefined || query.agents.length === 0 ? null : query.agents;
      const rows: AgentRow[] = await manager.query(agents, [who.agency, since, working, office, query.onlyReceiving === 'true', chosen]);
      const nameOf = await memberNames(manager, who.agency);
      const scope = leadScope(who, 'a', 2);
      const listed = (offered: boolean): Promise<WaitingRow[]> =>
        manager.query(waiting(scope.sql, offered), [who.agency, ...scope.parameters]);
      const [unassigned, offered] = [await listed(false), await listed(true)];
      const [speed]: { speed: number | null }[] = await manager.query(
        `select percentile_cont(0.5) within group (order by extract(epoch from a.taken_at - a.opened_at)) as speed
         from lead_desk.assignments a where a.agency = $1 and a.taken_at >= $${scope.parameters.length + 2} and ${scope.sql}`,
        [who.agency, ...scope.parameters, since],
      );
      return {
        days,
        company,
        unassignedCount: unassigned[0]?.total ?? 0,
        unassigned: unassigned.map((row) => waitingView(row, nameOf)),
        offeredCount: offered[0]?.total ?? 0,
        offered: offered.map((row) => waitingView(row, nameOf)),
        agents: rows.map(agentView),
        speedToLead: speed?.speed ?? null,
      };
    });
  }

  /** @throws DeskRefusal 404 for a member of another agency, or of an office that is not the manager's */
  async setReceiving(who: SignedInMember, id: string, receiving: boolean): Promise<ReceivingMemberView> {
    const member = readId(id, 'member');
    const office = may(who.member.role, 'seeAllLeads') ? null : (who.member.office ?? '');
    const changed = await inAgency(this.db, who.agency, async (manager) => {
      const [rows]: [ReceivingMemberView[], number] = await manager.query(
        `update lead_desk.members set receiving = $3 where agency = $1 and id = $2 and disabled_at is null and role = any($4)
           and ($5::text is null or office = $5) returning id, name, receiving`,
        [who.agency, member, receiving, working, office],
      );
      return rows[0];
    });
    if (!changed) throw notFound('member');
    this.log.log({ agency: who.agency, by: who.memberId, member, receiving }, 'Whether an agent receives leads was changed');
    return changed;
  }
}

function waitingView(row: WaitingRow, nameOf: (agent: string) => string): WaitingLeadView {
  return {
    id: row.lead_id,
    name: row.name,
    intent: row.intent,
    office: row.office,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    offeredTo: row.pond === null ? row.offered_to.map(nameOf) : [],
    pond: row.pond,
    why: row.asked && row.decision ? whyInWords(row.asked, row.decision, nameOf) : [],
  };
}

function agentView({ absent_until, speed, ...row }: AgentRow): AgentReportView {
  const ended = row.accepted + row.rejected + row.timedOut;
  return {
    ...row,
    absentUntil: absent_until?.toISOString() ?? null,
    acceptance: ended === 0 ? null : row.accepted / ended,
    speedToLead: speed,
  };
}
