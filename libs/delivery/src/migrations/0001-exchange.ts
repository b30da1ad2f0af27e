import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows belong to an agency; each gets row-level security. */
const agencyTables = [
  'participants',
  'keys',
  'takings',
  'routings',
  'inbox',
  'malformed',
  'persons',
  'person_links',
  'person_emails',
  'erased',
  'admissions',
  'pending',
  'queues',
  'attempts',
  'outcomes',
  'feeds',
  'feed_items',
  'last_delivered',
];

/** Schema `exchange`: participants, keys, inbox, identity, lanes, deliveries and what became of them. */
export class Exchange0001 implements MigrationInterface {
  readonly name = 'Exchange0001' + '1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table exchange.agencies (
  id text primary key, name text not null, zone text not null, created_at timestamptz not null default now());

create table exchange.participants (
  agency text not null references exchange.agencies, id text not null, name text not null,
  side text not null check (side in ('website', 'backOffice')),
  mode text not null check (mode in ('webhook', 'feed', 'none', 'log')),
  webhook_url text, webhook_secret text, allowed_private text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'paused')), state_reason text,
  admission text not null default 'straight' check (admission in ('straight', 'approval')),
  receives jsonb not null default '{}', concurrency int not null default 32 check (concurrency between 1 and 1024),
  created_at timestamptz not null default now(),
  primary key (agency, id));

create table exchange.keys (
  id uuid primary key, agency text not null, participant text, hash bytea not null unique,
  created_at timestamptz not null default now(), expires_at timestamptz, revoked_at timestamptz);

create table exchange.positions (
  reader text not null, topic text not null, partition int not null, next bigint not null,
  primary key (reader, topic, partition));

create table exchange.takings (
  reader text not null, topic text not null, partition int not null, next bigint not null, agency text not null,
  accepted int not null, repeated int not null, conflicting int not null, erased int not null, unrouted int not null, echoes int not null,
  at timestamptz not null default now());
create index on exchange.takings (agency);

create table exchange.routings (
  reader text not null, topic text not null, partition int not null, next bigint not null, agency text not null,
  target text not null, routed int not null, at timestamptz not null default now());
create index on exchange.routings (agency, target);

create table exchange.malformed (
  reader text not null, topic text not null, partition int not null, position bigint not null, agency text not null default '*',
  why text not null, raw bytea not null, at timestamptz not null default now(), primary key (reader, topic, partition, position));

create table exchange.seen (
  period int not null, key uuid not null, body uuid not null, primary key (period, key)) partition by range (period);

create table exchange.inbox (
  received timestamptz not null, key uuid not null, agency text not null, participant text not null, side text not null,
  source text not null, id text not null, type text not null, subject text, person uuid, event_time timestamptz,
  topic text not null, partition int not null, position bigint not null, appended timestamptz not null, taken timestamptz not null,
  repeated int not null default 0, conflict boolean not null default false, echo boolean not null default false,
  event text not null) partition by range (received);
create index on exchange.inbox (key);
create index on exchange.inbox (agency, received desc, key);
create index on exchange.inbox (agency, person, received desc) where person is not null;

create table exchange.persons (
  agency text not null, person uuid not null, participant text not null, subject text not null, human uuid not null,
  registered boolean not null default false, created_at timestamptz not null default now(), primary key (agency, person));
create index on exchange.persons (agency, human);

create table exchange.person_links (
  agency text not null, a uuid not null, b uuid not null, rule text not null, at timestamptz not null default now(), undone_at timestamptz,
  primary key (agency, a, b));

create table exchange.person_emails (
  agency text not null, email uuid not null, person uuid not null, primary key (agency, email, person));
create index on exchange.person_emails (agency, person);

create table exchange.erased (
  agency text not null, person uuid not null, at timestamptz not null, primary key (agency, person));

create table exchange.admissions (
  agency text not null, target text not null, person uuid not null,
  state text not null check (state in ('waiting', 'admitted', 'rejected')), who text, why text,
  since timestamptz not null default now(), decided_at timestamptz, primary key (agency, target, person));

create table exchange.pending (
  seq bigint generated always as identity primary key,
  agency text not null, target text not null, person uuid not null, side text not null, lane smallint not null,
  key uuid not null, received timestamptz not null, type text not null, makes text, needs text[] not null default '{}',
  state text not null check (state in ('due', 'fed', 'heldApproval', 'heldParent', 'parked')),
  reason text, late boolean not null default false, data text, attempts int not null default 0,
  routed_at timestamptz not null, since timestamptz not null default now());
create index on exchange.pending (agency, target, person, seq);
create index on exchange.pending (key);
create index on exchange.pending (agency, target, state) where state <> 'due';

create table exchange.queues (
  agency text not null, target text not null, person uuid not null, side text not null, lane smallint not null,
  wake_at timestamptz not null default '-infinity', last_seq bigint not null,
  attempts int not null default 0, failing_since timestamptz, primary key (agency, target, person));
create index on exchange.queues (agency, target, wake_at);

create table exchange.lanes (
  side text not null, lane smallint not null, owner uuid, epoch bigint not null default 0, until timestamptz not null default '-infinity',
  primary key (side, lane));
insert into exchange.lanes (side, lane) select s, l from unnest(array['website', 'backOffice']) s, generate_series(0, 63) l;

create table exchange.attempts (
  agency text not null, target text not null, key uuid not null, number int not null, at timestamptz not null, took_ms int not null,
  status int, error text, answer text, sent_as text) partition by range (at);
create index on exchange.attempts (key);

create table exchange.outcomes (
  agency text not null, target text not null, key uuid not null, person uuid, state text not null
    check (state in ('delivered', 'ignored', 'skipped', 'erased')),
  reason text, capability text, late boolean not null default false, by_whom text, routed_at timestamptz not null, ended_at timestamptz not null)
  partition by range (ended_at);
create index on exchange.outcomes (key);
create index on exchange.outcomes (agency, target, state);

create table exchange.feeds (
  agency text not null, participant text not null, next bigint not null default 1, acknowledged bigint not null default 0,
  expired bigint not null default 0, primary key (agency, participant));
create table exchange.feed_items (
  agency text not null, participant text not null, cursor bigint not null, seq bigint not null, key uuid not null, received timestamptz not null,
  at timestamptz not null default now(), event text not null, primary key (agency, participant, cursor));
create index on exchange.feed_items (at);

create table exchange.last_delivered (
  agency text not null, target text not null, entity uuid not null, body uuid not null, version text, at timestamptz not null,
  primary key (agency, target, entity));`);

    await runner.query(`
create function exchange.ensure_partitions(parent text, from_time timestamptz, months int) returns void language plpgsql as $$
declare first timestamptz := date_trunc('month', from_time at time zone 'UTC') at time zone 'UTC'; low timestamptz; part text;
begin
  for step in 0..months loop
    low := (((first at time zone 'UTC') + make_interval(months => step)) at time zone 'UTC');
    part := parent || to_char(low at time zone 'UTC', '_YYYYMM');
    if to_regclass('exchange.' || part) is null then
      execute format('create table exchange.%I partition of exchange.%I for values from (%L) to (%L)', part, parent, low,
        (((first at time zone 'UTC') + make_interval(months => step + 1)) at time zone 'UTC'));
    end if;
  end loop;
end $$`);
    await runner.query(`
create function exchange.ensure_periods(from_period int, periods int) returns void language plpgsql as $$
begin
  for period in from_period..from_period + periods loop
    if to_regclass('exchange.seen_' || period) is null then
      execute format('create table exchange.%I partition of exchange.seen for values from (%s) to (%s)', 'seen_' || period, period, period + 1);
    end if;
  end loop;
end $$`);
    // Rows whose month has no partition of its own are still taken: nothing is refused because upkeep was late.
    for (const parent of ['inbox', 'attempts', 'outcomes', 'seen']) {
      await runner.query(`create table exchange.${parent}_other partition of exchange.${parent} default`);
    }
    for (const table of agencyTables) {
      await runner.query(`alter table exchange.${table} enable row level security; alter table exchange.${table} force row level security;
create policy ${table}_agency on exchange.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
    await runner.query(`alter table exchange.agencies enable row level security; alter table exchange.agencies force row level security;
create policy agencies_agency on exchange.agencies using (current_setting('bridge.agency', true) in (id, '*'))`);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

export const exchangeMigrations = [Exchange0001];
