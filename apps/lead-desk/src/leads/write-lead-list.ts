import type { EntityManager } from 'typeorm';

/** A row of `lead_desk.lead_list`; times are UTC text. */
export interface ListedLead {
  readonly agency: string;
  readonly lead_id: string;
  readonly person_id: string;
  readonly human: string;
  /** The lead that stands for this one; null where it stands for itself. */
  readonly within: string | null;
  /** What the events asked for; people may have corrected `intent`. */
  readonly asked_intent: string;
  readonly name: string | null;
  readonly sort_name: string;
  readonly email: string;
  readonly phone: string;
  readonly intent: string;
  readonly source: string;
  readonly stage: string;
  readonly record_status: string;
  readonly assignment_state: string;
  readonly agent: string | null;
  readonly agent_name: string;
  readonly offered_to: readonly string[];
  readonly pond: string | null;
  readonly until: string | null;
  readonly office: string;
  readonly rating: number;
  readonly financing: string;
  readonly prequalified: string;
  readonly lender: string;
  readonly referral: string;
  readonly referral_source: string;
  readonly plan_status: string;
  readonly plan_due_at: string;
  readonly requested_act: string;
  readonly request_id: string | null;
  readonly property: string;
  readonly mls: string;
  readonly message: string;
  readonly opened_at: string;
  readonly last_activity: string;
  readonly touched_at: string;
  readonly closed_at: string | null;
  readonly sought: string;
}

const types: Readonly<Record<keyof Omit<ListedLead, 'asked_intent'>, string>> = {
  agency: 'text',
  lead_id: 'uuid',
  person_id: 'uuid',
  human: 'uuid',
  within: 'uuid',
  name: 'text',
  sort_name: 'text',
  email: 'text',
  phone: 'text',
  intent: 'text',
  source: 'text',
  stage: 'text',
  record_status: 'text',
  assignment_state: 'text',
  agent: 'uuid',
  agent_name: 'text',
  offered_to: 'uuid[]',
  pond: 'uuid',
  until: 'timestamptz',
  office: 'text',
  rating: 'int',
  financing: 'text',
  prequalified: 'text',
  lender: 'text',
  referral: 'text',
  referral_source: 'text',
  plan_status: 'text',
  plan_due_at: 'timestamptz',
  requested_act: 'text',
  request_id: 'uuid',
  property: 'text',
  mls: 'text',
  message: 'text',
  opened_at: 'timestamptz',
  last_activity: 'timestamptz',
  touched_at: 'timestamptz',
  closed_at: 'timestamptz',
  sought: 'text',
};
const names = Object.keys(types);
const [set, told] = [names.join(', '), names.map((name) => `excluded.${name}`).join(', ')];

/** A row that is as it was is left alone: most events change nothing a list shows but the time. */
const write = `
insert into lead_desk.lead_list as t (${set})
select ${set} from jsonb_to_recordset($1::jsonb) as r(${Object.entries(types)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')})
order by agency, lead_id
on conflict (agency, lead_id) do update set (${set}) = (${told})
where (${names.map((name) => `t.${name}`).join(', ')}) is distinct from (${told})`;

const forget = `
delete from lead_desk.lead_list t using unnest($1::text[], $2::uuid[]) as w(agency, human)
where t.agency = w.agency and t.human = w.human and not (t.lead_id = any($3))`;

/** @param humans agencies and humans whose rows these are; rows of theirs that are not among them go */
export async function writeLeadList(manager: EntityManager, humans: readonly unknown[], leads: readonly ListedLead[]): Promise<void> {
  if (leads.length > 0) await manager.query(write, [JSON.stringify(leads)]);
  await manager.query(forget, [...humans, leads.map((lead) => lead.lead_id)]);
}
