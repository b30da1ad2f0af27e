import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Replays: runs, whose part is under way, and what became of each event in them; all apart from what is live. */
export class ExchangeReplay0007 implements MigrationInterface {
  readonly name = 'ExchangeReplay0007' + '1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const table of ['replay_runs', 'replay_persons', 'replay_deliveries']) await runner.query('select exchange.protect($1)', [table]);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** A replayed delivery has its number from the same sequence as a live one, so that states at a target have one each. */
const tables = `
create table exchange.replay_runs (
  agency text not null, id text not null, target text not null, side text not null,
  kind text not null check (kind in ('replay', 'fill')),
  state text not null default 'planned' check (state in ('planned', 'running', 'stopped', 'done')),
  persons uuid[], types text[] not null default '{}', received_from timestamptz, received_until timestamptz, at_once int not null default 4,
  planned_by text not null, planned_at timestamptz not null default now(), started_at timestamptz, ended_at timestamptz,
  of_persons bigint not null default 0, of_events bigint not null default 0, counted text not null default 'exactly',
  after_person uuid, opened_all boolean not null default false,
  persons_done bigint not null default 0, delivered bigint not null default 0, ignored bigint not null default 0,
  refused bigint not null default 0, erased bigint not null default 0, primary key (agency, id));
create unique index replay_runs_one_a_target on exchange.replay_runs (agency, target) where state = 'running';
create index on exchange.replay_runs (agency, target);

create table exchange.replay_persons (
  agency text not null, run text not null, person uuid not null, target text not null, side text not null, lane smallint not null,
  more boolean not null default true, chosen boolean not null default false,
  after_received timestamptz not null default '-infinity', after_position bigint not null default -1,
  after_key uuid not null default '00000000-0000-0000-0000-000000000000',
  wake_at timestamptz not null default '-infinity', attempts int not null default 0, primary key (agency, run, person));
create index on exchange.replay_persons (agency, target, person);

create table exchange.replay_deliveries (
  agency text not null, run text not null, seq bigint not null default nextval('exchange.pending_seq_seq'),
  target text not null, person uuid not null, key uuid not null, received timestamptz not null,
  state text not null default 'due' check (state in ('due', 'delivered', 'ignored', 'refused', 'erased')),
  reason text, attempts int not null default 0, status int, took_ms int, at timestamptz not null default now(),
  primary key (agency, run, seq));
create index on exchange.replay_deliveries (key);
create index replay_deliveries_due on exchange.replay_deliveries (agency, run, person, seq) where state = 'due';
create index on exchange.replay_deliveries (agency, run, state, seq) where state = 'refused';`;
