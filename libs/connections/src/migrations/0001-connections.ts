import type { MigrationInterface, QueryRunner } from 'typeorm';
import { vendorTables } from '../vendor/tables.sql';

const agencyTables = [
  'packs',
  'connections',
  'ids',
  'runs',
  'steps',
  'requests',
  'notifications',
  'records',
  'outbox',
  'sweeps',
  'topics',
  'drift',
  'acts',
];

/** Schema `connections`: packs, connections with their secrets, who and what is called how at a vendor, and what is under way. */
export class Connections0001 implements MigrationInterface {
  readonly name = 'Connections0001' + '1764300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(protect);
    await runner.query(tables);
    await runner.query(vendorTables);
    for (const table of agencyTables) await runner.query('select connections.protect($1)', [table]);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** Row-level security by agency on one table of the schema. */
const protect = `
create function connections.protect(name text) returns void language plpgsql as $$
begin
  execute format('alter table connections.%I enable row level security', name);
  execute format('alter table connections.%I force row level security', name);
  execute format('create policy %I on connections.%I using (current_setting(''bridge.agency'', true) in (agency, ''*''))', name || '_agency', name);
end $$`;

const tables = `
create table connections.packs (
  agency text not null, name text not null, version text not null, files jsonb not null,
  published_at timestamptz not null default now(), published_by text not null, primary key (agency, name, version));

create table connections.connections (
  agency text not null, id text not null, hook text not null unique, pack text not null, version text not null,
  earlier_version text, settings jsonb not null default '{}', secrets bytea not null, allowed_private text[] not null default '{}',
  state text not null default 'ready', says text, state_since timestamptz not null default now(),
  refused_hooks bigint not null default 0, refused_why text, refused_at timestamptz,
  changed_at timestamptz not null default now(), created_at timestamptz not null default now(), primary key (agency, id));

create table connections.ids (
  agency text not null, connection text not null, record text not null, person uuid not null, entity text not null,
  vendor_id text not null, at timestamptz not null default now(), primary key (agency, connection, person, record, entity));
create index on connections.ids (agency, connection, record, vendor_id);

create table connections.runs (
  agency text not null, connection text not null, key uuid not null, person uuid not null, version text not null, runner uuid not null,
  at timestamptz not null default now(), primary key (agency, connection, key));
create index on connections.runs (at);
create table connections.steps (
  agency text not null, connection text not null, key uuid not null, request text not null, person uuid not null,
  state text not null check (state in ('asked', 'done')), makes text, vendor_id text, answer jsonb, at timestamptz not null default now(),
  primary key (agency, connection, key, request));
create index on connections.steps (at);
create index on connections.steps (agency, connection, makes) where state = 'asked';

create table connections.requests (
  agency text not null, connection text not null, key uuid not null, person uuid not null, at timestamptz not null, request text not null,
  method text not null, path text not null, body text, status int, took_ms int not null, says text);
create index on connections.requests (key);
create index on connections.requests (at);
create index on connections.requests (agency, person);

create table connections.notifications (
  seq bigint generated always as identity primary key, agency text not null, connection text not null, topic text not null,
  record text not null, vendor_id text not null, content uuid not null, version text, happened_at timestamptz, value jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'parked')), reason text, attempts int not null default 0,
  due_at timestamptz not null, claimed_until timestamptz not null default '-infinity', settled boolean not null default true, received_at timestamptz not null);
create index on connections.notifications (due_at) where state = 'waiting';
create index on connections.notifications (agency, connection, record, vendor_id);

create table connections.records (
  agency text not null, connection text not null, record text not null, vendor_id text not null, told jsonb not null,
  revision int not null default 1, subjects text[] not null default '{}', modified text, last_event text, seen_at timestamptz not null,
  primary key (agency, connection, record, vendor_id));

create table connections.outbox (
  seq bigint generated always as identity primary key, agency text not null, connection text not null, subject text not null,
  event text not null, at timestamptz not null);

create table connections.sweeps (
  agency text not null, connection text not null, record text not null, since text, due_at timestamptz not null default now(),
  begun_at timestamptz, ended_at timestamptz, found bigint not null default 0, missed bigint not null default 0, says text,
  primary key (agency, connection, record));

create table connections.topics (
  agency text not null, connection text not null, topic text not null, first_at timestamptz not null, last_at timestamptz not null,
  heard bigint not null, primary key (agency, connection, topic));

create table connections.acts (
  seq bigint generated always as identity primary key, agency text not null, connection text not null, who text not null, did text not null,
  facts jsonb not null default '{}', at timestamptz not null default now());
create index on connections.acts (agency, connection, at);
create index on connections.acts (at);

create table connections.drift (
  agency text not null, connection text not null, record text not null, field text not null, count bigint not null, ours text, theirs text,
  key uuid, last_at timestamptz not null, primary key (agency, connection, record, field));`;
