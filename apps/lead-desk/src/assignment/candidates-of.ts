import { type Candidate, dayAt, type DistributionRule, rolesWith } from '#lead';
import type { EntityManager } from 'typeorm';

interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly agent_ref: string | null;
  readonly receiving: boolean;
  readonly absent_until: Date | null;
  readonly turn: string;
  readonly today: string;
  readonly leads: string | null;
}

/** A member who may be asked, with what rules ask of them. */
export interface OfficeCandidate {
  readonly candidate: Candidate;
  readonly name: string;
  /** The agency's own id of them. */
  readonly ref: string | null;
}

const working = rolesWith('workLeads');

/** Agents, and whoever else receives leads, of the office; of the whole agency where the lead belongs to none, or nobody there works leads. In the order they joined. */
const members = `
with members as (select id, name, agent_ref, receiving, absent_until, created_at, office from lead_desk.members
  where agency = $1 and disabled_at is null and role = any($3) and (role = 'agent' or receiving)),
asked as (select * from members where $2 <> '' and office = $2 union all
  select * from members where $2 = '' or not exists (select 1 from members where office = $2))
select a.id, a.name, a.agent_ref, a.receiving, a.absent_until, coalesce(t.turn, 0) as turn,
  coalesce((select sum(d.offered) from lead_desk.turns d where d.agency = $1 and d.member_id = a.id and d.day = $4::date), 0) as today,
  case when $5 then (select count(*) from lead_desk.assignments l where l.agency = $1 and l.agent = a.id and not exists (
      select 1 from lead_desk.lead_list x where x.agency = $1 and x.lead_id = l.lead_id and x.record_status = 'deleted'))
    + (select count(*) from lead_desk.assignments l where l.agency = $1 and l.offered_to = array[a.id] and l.pond is null) end as leads
from asked a left join lead_desk.turns t on t.agency = $1 and t.office = $2 and t.member_id = a.id
order by a.created_at, a.id`;

/** Who may be asked for leads of an office now, before anybody was offered this very one. The agency is held by `holdAgency`. */
export async function candidatesOf(
  manager: EntityManager,
  { agency, office, rule, now }: { readonly agency: string; readonly office: string; readonly rule: DistributionRule; readonly now: Date },
): Promise<OfficeCandidate[]> {
  const day = dayAt(now.toISOString(), rule.hours.zone);
  const rows: CandidateRow[] = await manager.query(members, [agency, office, working, day, rule.method === 'leastLeads']);
  return rows.map((row) => ({
    name: row.name,
    ref: row.agent_ref,
    candidate: {
      agent: row.id,
      receiving: row.receiving,
      absentUntil: row.absent_until?.toISOString() ?? null,
      leads: row.leads === null ? null : Number(row.leads),
      turn: Number(row.turn),
      today: Number(row.today),
      hadThis: false,
    },
  }));
}

/** Writes down whose turn it was and how many they were offered today. */
export async function writeTurns(
  manager: EntityManager,
  { agency, office, rule, now }: { readonly agency: string; readonly office: string; readonly rule: DistributionRule; readonly now: Date },
  before: readonly Candidate[],
  after: readonly Candidate[],
): Promise<void> {
  const were = new Map(before.map((one) => [one.agent, one]));
  const moved = after.filter((one) => one.turn !== were.get(one.agent)?.turn);
  if (moved.length === 0) return;
  await manager.query(
    `insert into lead_desk.turns as t (agency, office, member_id, turn, day, offered)
     select $1, $2, m, n, $3::date, o from unnest($4::uuid[], $5::bigint[], $6::int[]) as x(m, n, o)
     on conflict (agency, office, member_id) do update set turn = excluded.turn, day = excluded.day,
       offered = case when t.day = excluded.day then t.offered else 0 end + excluded.offered`,
    [
      agency,
      office,
      dayAt(now.toISOString(), rule.hours.zone),
      moved.map(({ agent }) => agent),
      moved.map(({ turn }) => turn),
      moved.map(({ agent, today }) => today - (were.get(agent)?.today ?? 0)),
    ],
  );
}
