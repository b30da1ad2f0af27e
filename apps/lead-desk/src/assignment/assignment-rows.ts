import type { Assignment, AssignmentState } from '#lead';
import type { EntityManager } from 'typeorm';

export interface AssignmentRow {
  readonly agency: string;
  readonly lead_id: string;
  readonly person_id: string;
  /** The agency's own id of the office; empty where the lead belongs to none. */
  readonly office: string;
  readonly state: AssignmentState;
  readonly agent: string | null;
  readonly offered_to: string[];
  readonly until: Date | null;
  readonly offers: number;
  readonly pond: string | null;
  readonly due_at: Date | null;
  readonly opened_at: Date;
  readonly acts: number;
}

export const assignmentColumns =
  'agency, lead_id, person_id, office, state, agent, offered_to, until, offers, pond, due_at, opened_at, acts';

export function assignmentOf(row: AssignmentRow): Assignment {
  return {
    state: row.state,
    agent: row.agent,
    offeredTo: row.offered_to,
    until: row.until?.toISOString() ?? null,
    offers: row.offers,
    pond: row.pond,
  };
}

/** A change of an assignment, with why; `number` orders the acts of one lead. */
export interface ActRow {
  readonly agency: string;
  readonly lead_id: string;
  readonly person_id: string;
  readonly number: number;
  readonly kind: 'left' | 'offer' | 'accept' | 'reject' | 'expire' | 'withdraw' | 'pond' | 'pondGone';
  readonly by: string | null;
  readonly by_name: string | null;
  readonly agents: readonly string[];
  readonly until: string | null;
  readonly reason: string | null;
  /** The pond it was put into, claimed from or taken out of. */
  readonly pond: string | null;
  /** What a decision rested on, and the decision (F15). */
  readonly asked: object | null;
  readonly decision: object | null;
}

export interface ChangedAssignment {
  readonly row: AssignmentRow;
  readonly now: Assignment;
  /** When the clock has something to do with it next. */
  readonly dueAt: string | null;
  readonly acts: readonly ActRow[];
}

const write = `
update lead_desk.assignments t set state = r.state, agent = r.agent, offered_to = coalesce(r.offered_to, '{}'), until = r.until, offers = r.offers, pond = r.pond,
  due_at = r.due_at, acts = r.acts,
  offered_at = case when r.state = 'offered' then $2 else t.offered_at end,
  taken_at = case when r.agent is null then null when t.agent is distinct from r.agent then $2 else t.taken_at end
from jsonb_to_recordset($1::jsonb) as r(agency text, lead_id uuid, state text, agent uuid, offered_to uuid[], until timestamptz, offers int, pond uuid,
  due_at timestamptz, acts int)
where t.agency = r.agency and t.lead_id = r.lead_id`;

const writeActs = `
insert into lead_desk.assignment_acts (agency, lead_id, person_id, number, at, kind, by, by_name, agents, until, reason, pond, asked, decision)
select agency, lead_id, person_id, number, $2, kind, by, by_name, coalesce(agents, '{}'), until, reason, pond, asked, decision
from jsonb_to_recordset($1::jsonb) as r(agency text, lead_id uuid, person_id uuid, number int, kind text, by uuid, by_name text, agents uuid[],
  until timestamptz, reason text, pond uuid, asked jsonb, decision jsonb)`;

/** Writes changed assignments and their acts, two statements whatever their number. */
export async function writeAssignments(manager: EntityManager, changed: readonly ChangedAssignment[], now: Date): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ row, now: { state, agent, offeredTo, until, offers, pond }, dueAt, acts }) => ({
    agency: row.agency,
    lead_id: row.lead_id,
    state,
    agent,
    offered_to: offeredTo,
    until,
    offers,
    pond,
    due_at: dueAt,
    acts: row.acts + acts.length,
  }));
  await manager.query(write, [JSON.stringify(rows), now]);
  await manager.query(writeActs, [JSON.stringify(changed.flatMap(({ acts }) => acts)), now]);
}
