import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a member takes leads, and until when they are away; the listing agent's own id at the agency (X11). */
const members = `
alter table lead_desk.members add receiving boolean not null default false, add absent_until timestamptz, add agent_ref text;
update lead_desk.members set receiving = role = 'agent';`;

const tables = `
create table lead_desk.distribution_rules (
  agency text not null, office text not null, active boolean not null, rule jsonb not null, version int not null,
  changed_at timestamptz not null, changed_by text not null, primary key (agency, office));

create table lead_desk.assignments (
  agency text not null, lead_id uuid not null, person_id uuid not null, office text not null,
  state text not null check (state in ('unassigned', 'offered', 'accepted', 'rejected', 'expired', 'claimed', 'withdrawn')),
  agent uuid, offered_to uuid[] not null default '{}', until timestamptz, offers int not null default 0,
  due_at timestamptz, opened_at timestamptz not null, offered_at timestamptz, taken_at timestamptz, acts int not null default 0,
  primary key (agency, lead_id));
create index on lead_desk.assignments (due_at) where due_at is not null;
create index on lead_desk.assignments (agency, agent) where agent is not null;
create index on lead_desk.assignments (agency, person_id);
create index on lead_desk.assignments using gin (offered_to) where offered_to <> '{}';
create index on lead_desk.assignments (agency, opened_at, lead_id);

create table lead_desk.assignment_acts (
  agency text not null, lead_id uuid not null, number int not null, person_id uuid not null, at timestamptz not null,
  kind text not null check (kind in ('left', 'offer', 'accept', 'reject', 'expire', 'withdraw')),
  by uuid, by_name text, agents uuid[] not null default '{}', until timestamptz, reason text, asked jsonb, decision jsonb,
  primary key (agency, lead_id, number));
create index on lead_desk.assignment_acts (agency, person_id);
create index on lead_desk.assignment_acts (agency, at);

create index on lead_desk.ownerships (agency, property_key);

create table lead_desk.turns (
  agency text not null, office text not null, member_id uuid not null, turn bigint not null, day date not null, offered int not null,
  primary key (agency, office, member_id));`;

/** Leads that were there before are nobody's and stay so until somebody assigns them. */
const before = `
insert into lead_desk.assignments (agency, lead_id, person_id, office, state, opened_at)
select agency, lead_id, person_id, '', 'unassigned', opened_at from lead_desk.leads`;

/** How leads find their agent, whose they are, and every act and decision on the way. Kept through a rebuild: people made it. */
export class LeadDeskGivingOut0004 implements MigrationInterface {
  readonly name = 'LeadDeskGivingOut0004' + '1764000000104';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(members);
    await runner.query(tables);
    await runner.query(`select set_config('bridge.agency', '*', true)`);
    await runner.query(before);
    for (const table of ['distribution_rules', 'assignments', 'assignment_acts', 'turns']) {
      await runner.query(`alter table lead_desk.${table} enable row level security; alter table lead_desk.${table} force row level security;
create policy ${table}_agency on lead_desk.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
