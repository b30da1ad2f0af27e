import type { MigrationInterface, QueryRunner } from 'typeorm';

const agencyTables = [
  'persons',
  'person_details',
  'person_keys',
  'people',
  'households',
  'timeline',
  'searches',
  'inferred_interests',
  'saved_properties',
  'ownerships',
  'consents',
  'leads',
  'lead_marks',
  'todos',
  'todo_marks',
  'notes',
  'offices',
  'agency_settings',
  'members',
  'sessions',
];

/** Folded from events; a rebuild empties and refills them. Stamps compare byte by byte, as they do in the fold. */
const projections = `
create table lead_desk.persons (
  agency text not null, person_id uuid not null, participant text not null, side text not null, subject text,
  human uuid not null, cluster uuid not null, linked_by text,
  first_seen timestamptz, last_activity timestamptz, visits bigint not null default 0, last_visit timestamptz,
  energy numeric not null default 0, erased_at timestamptz, primary key (agency, person_id));
create index on lead_desk.persons (agency, human);
create index on lead_desk.persons (agency, cluster);

create table lead_desk.person_details (
  agency text not null, person_id uuid not null, detail text not null, value jsonb not null, at timestamptz not null,
  stamp text collate "C" not null, primary key (agency, person_id, detail));

create table lead_desk.person_keys (
  agency text not null, kind text not null, key uuid not null, person_id uuid not null, primary key (agency, kind, key, person_id));
create index on lead_desk.person_keys (agency, person_id);

create table lead_desk.households (
  agency text not null, participant text not null, household_id text not null, members uuid[] not null,
  stamp text collate "C" not null, primary key (agency, participant, household_id));
create index on lead_desk.households using gin (members);

create table lead_desk.timeline (
  agency text not null, entry uuid not null, person_id uuid not null, at timestamptz not null, kind text not null, type text not null,
  side text not null, sentence text not null, participant text not null, source text not null, event_id text not null,
  lead_id uuid, primary key (agency, entry));
create index on lead_desk.timeline (agency, person_id, at desc, entry desc);

create table lead_desk.searches (
  agency text not null, person_id uuid not null, search_id text not null, side text not null,
  name text, criteria jsonb, criteria_stamp text collate "C", saved_at timestamptz,
  alert jsonb, alert_stamp text collate "C", removed_at timestamptz, removed_stamp text collate "C",
  primary key (agency, person_id, search_id));

create table lead_desk.inferred_interests (
  agency text not null, person_id uuid not null, interest uuid not null, criteria jsonb not null, stamp text collate "C" not null,
  last_at timestamptz not null, count bigint not null, primary key (agency, person_id, interest));

create table lead_desk.saved_properties (
  agency text not null, person_id uuid not null, property_key text not null, via text not null check (via in ('saved', 'interest')),
  property jsonb not null, label text not null, side text not null, kept boolean not null, at timestamptz not null,
  stamp text collate "C" not null, primary key (agency, person_id, property_key, via));

create table lead_desk.ownerships (
  agency text not null, person_id uuid not null, property_key text not null, property jsonb not null, label text not null,
  stamp text collate "C" not null, claimed_capacity text, claimed_at timestamptz, claimed_stamp text collate "C",
  word text, word_capacity text, word_at timestamptz, word_stamp text collate "C", primary key (agency, person_id, property_key));

create table lead_desk.consents (
  agency text not null, person_id uuid not null, purpose text not null, channel text not null, status text not null,
  at timestamptz not null, by text, evidence text, strength text collate "C" not null,
  primary key (agency, person_id, purpose, channel));

create table lead_desk.leads (
  agency text not null, lead_id uuid not null, person_id uuid not null, intent text not null, after_mark uuid,
  opened_at timestamptz not null, opened_by text not null, opened_stamp text collate "C" not null, primary key (agency, lead_id));
create index on lead_desk.leads (agency, person_id);

create table lead_desk.todos (
  agency text not null, id uuid not null, person_id uuid not null, title text not null, due_at timestamptz, because text not null,
  primary key (agency, id));
create index on lead_desk.todos (agency, person_id);

create table lead_desk.people (
  agency text not null, human uuid not null, name text, email text, phone text, visits bigint not null, last_visit timestamptz,
  last_activity timestamptz not null, first_seen timestamptz not null, saves int not null, searches int not null, energy numeric not null,
  open_intents text[] not null, intents text[] not null, sides text[] not null, roles text[] not null, denied text[] not null,
  sought text not null, sort_name text collate "C" not null, primary key (agency, human));
create index on lead_desk.people (agency, last_activity desc, human desc);
create index on lead_desk.people (agency, energy desc, human desc);
create index on lead_desk.people (agency, visits desc, human desc);
create index on lead_desk.people (agency, first_seen desc, human desc);
create index on lead_desk.people (agency, sort_name, human);`;

/** Made by people: kept through a rebuild. Notes made from claims carry where they came from and are made anew. */
const madeByHand = `
create table lead_desk.lead_marks (
  agency text not null, id uuid not null, person_id uuid not null, intent text not null,
  what text not null check (what in ('stage', 'recordStatus')), value text not null, at timestamptz not null, by text not null,
  primary key (agency, id));
create index on lead_desk.lead_marks (agency, person_id);

create table lead_desk.todo_marks (
  agency text not null, todo_id uuid not null, person_id uuid not null, done_at timestamptz, by text not null, primary key (agency, todo_id));

create table lead_desk.notes (
  agency text not null, id uuid not null, person_id uuid not null, text text not null, at timestamptz not null, by text not null,
  made_from uuid, primary key (agency, id));
create index on lead_desk.notes (agency, person_id);

create table lead_desk.offices (
  agency text not null, id text not null, name text not null, zone text, primary key (agency, id));

create table lead_desk.agency_settings (
  agency text primary key, country text not null default 'GB', currency text not null default 'GBP');

create table lead_desk.members (
  agency text not null, id uuid not null, email text not null unique, name text not null,
  role text not null check (role in ('agent', 'officeManager', 'broker', 'integrator', 'admin')), office text,
  password_hash text not null, created_at timestamptz not null, disabled_at timestamptz, primary key (agency, id));

create table lead_desk.sessions (
  token_hash bytea primary key, agency text not null, member_id uuid not null, csrf text not null,
  created_at timestamptz not null, seen_at timestamptz not null);
create index on lead_desk.sessions (agency, member_id);

create table lead_desk.sign_in_failures (
  who bytea primary key, failures int not null, blocked_until timestamptz not null, last_at timestamptz not null);`;

/** Schema `lead_desk`: what the desk knows of people, and what its members did. */
export class LeadDesk0001 implements MigrationInterface {
  readonly name = 'LeadDesk0001' + '1764000000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(projections);
    await runner.query(madeByHand);
    for (const table of agencyTables) {
      await runner.query(`alter table lead_desk.${table} enable row level security; alter table lead_desk.${table} force row level security;
create policy ${table}_agency on lead_desk.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
