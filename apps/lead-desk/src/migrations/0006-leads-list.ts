import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the event that opened a lead said of it: which property, and the message. Leads of before learn it with a rebuild. */
const leads = 'alter table lead_desk.leads add about jsonb;';

/**
 * A row per lead as the list shows it, made anew from all the others whenever one of them changes. What a list is sorted by is never
 * null, so that a page goes on where the one before ended; text compares byte by byte. `within` names the lead that stands for this one.
 */
const list = `
create table lead_desk.lead_list (
  agency text not null, lead_id uuid not null, person_id uuid not null, human uuid not null, within uuid,
  name text, sort_name text collate "C" not null, email text collate "C" not null, phone text collate "C" not null,
  intent text collate "C" not null, source text collate "C" not null, stage text collate "C" not null, record_status text collate "C" not null,
  assignment_state text collate "C" not null, agent uuid, agent_name text collate "C" not null, offered_to uuid[] not null, until timestamptz,
  office text collate "C" not null, rating int not null, financing text collate "C" not null, prequalified text collate "C" not null,
  lender text collate "C" not null, referral text collate "C" not null, referral_source text collate "C" not null,
  plan_status text collate "C" not null, plan_due_at timestamptz not null, requested_act text collate "C" not null, request_id uuid,
  property text collate "C" not null, mls text collate "C" not null, message text collate "C" not null,
  opened_at timestamptz not null, last_activity timestamptz not null, touched_at timestamptz not null, closed_at timestamptz,
  sought text not null, primary key (agency, lead_id));
create index on lead_desk.lead_list (agency, human);
create index on lead_desk.lead_list (agency, agent, opened_at, lead_id) where within is null;
create index on lead_desk.lead_list (agency, touched_at) where plan_status = '' and within is null and closed_at is null;`;

const sorted = [
  'sort_name',
  'email',
  'phone',
  'intent',
  'source',
  'stage',
  'record_status',
  'assignment_state',
  'agent_name',
  'office',
  'rating',
  'financing',
  'prequalified',
  'lender',
  'referral',
  'plan_status',
  'requested_act',
  'property',
  'mls',
  'opened_at',
  'last_activity',
];

/** What people wrote, asked for and did: kept through a rebuild, gone with the person. */
const madeByHand = `
create table lead_desk.lead_values (
  agency text not null, lead_id uuid not null, person_id uuid not null, field text not null, value jsonb not null,
  at timestamptz not null, by uuid, by_name text not null, primary key (agency, lead_id, field));
create index on lead_desk.lead_values (agency, person_id);

create table lead_desk.lead_acts (
  agency text not null, number bigint generated always as identity, lead_id uuid not null, person_id uuid not null, at timestamptz not null,
  by uuid, by_name text not null, kind text not null, facts jsonb not null default '{}', undone_at timestamptz, primary key (agency, number));
create index on lead_desk.lead_acts (agency, lead_id, number);
create index on lead_desk.lead_acts (agency, person_id);

create table lead_desk.lead_requests (
  agency text not null, id uuid not null, lead_id uuid not null, person_id uuid not null, act text not null, asked jsonb not null default '{}',
  words text not null, at timestamptz not null, by uuid not null, by_name text not null,
  state text not null check (state in ('open', 'approved', 'declined', 'withdrawn')),
  decided_at timestamptz, decided_by uuid, decided_by_name text, reason text, primary key (agency, id));
create unique index on lead_desk.lead_requests (agency, lead_id) where state = 'open';
create index on lead_desk.lead_requests (agency, person_id);

create table lead_desk.plan_runs (
  agency text not null, lead_id uuid not null, person_id uuid not null, plan jsonb not null, received_at timestamptz not null,
  done jsonb not null default '{}', status text not null check (status in ('onTime', 'lateTask', 'completed')),
  due_at timestamptz, stopped_at timestamptz, primary key (agency, lead_id));
create index on lead_desk.plan_runs (agency, person_id);
create index on lead_desk.plan_runs (due_at) where due_at is not null and stopped_at is null;`;

/** How an agency works with its leads, and the lists its members come back to. */
const settings = `
create table lead_desk.plans (
  agency text not null, id uuid not null, name text not null, steps jsonb not null, version int not null,
  changed_at timestamptz not null, changed_by text not null, primary key (agency, id));

create table lead_desk.lead_settings (
  agency text primary key, settings jsonb not null, version int not null, changed_at timestamptz not null, changed_by text not null);

create table lead_desk.lead_views (
  agency text not null, id uuid not null, name text not null, address text not null, owner uuid not null, owner_name text not null,
  shared boolean not null, at timestamptz not null, primary key (agency, id));
create index on lead_desk.lead_views (agency, owner);`;

/** What the desk says to the others, until the relay has appended it to the log. */
const outbox = `
create table lead_desk.outbox (
  agency text not null, seq bigint generated always as identity primary key, person_id uuid not null, event text not null, at timestamptz not null);
create index on lead_desk.outbox (agency, person_id);`;

const agencyTables = [
  'lead_list',
  'lead_values',
  'lead_acts',
  'lead_requests',
  'plan_runs',
  'plans',
  'lead_settings',
  'lead_views',
  'outbox',
];

/** The list of leads, what people do with them, action plans and what the desk itself says. */
export class LeadDeskLeadsList0006 implements MigrationInterface {
  readonly name = 'LeadDeskLeadsList0006' + '1764000000106';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [leads, list, madeByHand, settings, outbox]) await runner.query(sql);
    for (const column of sorted)
      await runner.query(`create index on lead_desk.lead_list (agency, ${column}, lead_id) where within is null`);
    for (const table of agencyTables) {
      await runner.query(`alter table lead_desk.${table} enable row level security; alter table lead_desk.${table} force row level security;
create policy ${table}_agency on lead_desk.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
