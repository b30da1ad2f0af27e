import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What echo, erasure of the log and upkeep need; partitions guard their rows also when asked directly. */
export class ExchangeEchoErasureUpkeep0002 implements MigrationInterface {
  readonly name = 'ExchangeEchoErasureUpkeep0002' + '1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const statement of [protect, ensurePartitions, ensurePeriods, dropPartitions, dropPeriods]) await runner.query(statement);
    for (const table of ['erasures_due', 'ended_counts']) await runner.query(`select exchange.protect($1)`, [table]);
    await runner.query(
      `select exchange.protect(c.relname::text) from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent in ('exchange.inbox'::regclass, 'exchange.attempts'::regclass, 'exchange.outcomes'::regclass)`,
    );
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

const tables = `
alter table exchange.pending add entity uuid, add cause uuid, add failing_since timestamptz;
alter table exchange.feed_items add body uuid;
alter table exchange.persons add erased boolean not null default false;
create index on exchange.persons (agency, participant, subject);
create index on exchange.inbox (agency, source, id) where conflict;

truncate exchange.last_delivered;
alter table exchange.last_delivered drop constraint last_delivered_pkey,
  add person uuid not null, add seq bigint not null, add cause uuid, add primary key (agency, target, person, entity, seq);
create index on exchange.last_delivered (at);

create table exchange.erasures_due (
  agency text not null, person uuid not null, origin text not null, subject text, at timestamptz not null, claimed_at timestamptz,
  done_at timestamptz, erased int, remains text, primary key (agency, person));
create index on exchange.erasures_due (at) where done_at is null;

create table exchange.ended_counts (
  agency text not null, target text not null, state text not null, count bigint not null, primary key (agency, target, state));`;

/** Row-level security by agency on one table of the schema. */
const protect = `
create function exchange.protect(name text) returns void language plpgsql as $$
begin
  execute format('alter table exchange.%I enable row level security', name);
  execute format('alter table exchange.%I force row level security', name);
  execute format('create policy %I on exchange.%I using (current_setting(''bridge.agency'', true) in (agency, ''*''))', name || '_agency', name);
end $$`;

/**
 * A month is made beside the table and attached, which holds up neither readers nor writers. What the default partition
 * caught of it meanwhile moves along; without that the month could never be made.
 */
const ensurePartitions = `
create or replace function exchange.ensure_partitions(parent text, from_time timestamptz, months int) returns void language plpgsql as $$
declare
  first timestamp := date_trunc('month', from_time at time zone 'UTC'); low timestamptz; high timestamptz; part text; col text;
begin
  select a.attname into col from pg_partitioned_table t join pg_attribute a on a.attrelid = t.partrelid and a.attnum = t.partattrs[0]
    where t.partrelid = ('exchange.' || parent)::regclass;
  for step in 0..months loop
    low := (first + make_interval(months => step)) at time zone 'UTC';
    high := (first + make_interval(months => step + 1)) at time zone 'UTC';
    part := parent || to_char(low at time zone 'UTC', '_YYYYMM');
    continue when to_regclass('exchange.' || part) is not null;
    perform pg_advisory_xact_lock(hashtextextended('exchange.partitions', 0));
    continue when to_regclass('exchange.' || part) is not null;
    execute format('lock table exchange.%I in access exclusive mode', parent || '_other');
    execute format('create table exchange.%I (like exchange.%I including defaults including constraints)', part, parent);
    execute format('with moved as (delete from exchange.%I where %I >= %L and %I < %L returning *) insert into exchange.%I select * from moved',
      parent || '_other', col, low, col, high, part);
    perform exchange.protect(part);
    execute format('alter table exchange.%I attach partition exchange.%I for values from (%L) to (%L)', parent, part, low, high);
  end loop;
end $$`;

const ensurePeriods = `
create or replace function exchange.ensure_periods(from_period int, periods int) returns void language plpgsql as $$
begin
  for period in from_period..from_period + periods loop
    continue when to_regclass('exchange.seen_' || period) is not null;
    perform pg_advisory_xact_lock(hashtextextended('exchange.partitions', 0));
    continue when to_regclass('exchange.seen_' || period) is not null;
    lock table exchange.seen_other in access exclusive mode;
    execute format('create table exchange.%I (like exchange.seen including defaults including constraints)', 'seen_' || period);
    execute format('with moved as (delete from exchange.seen_other s where s.period = %s returning *) insert into exchange.%I select * from moved',
      period, 'seen_' || period);
    execute format('alter table exchange.seen attach partition exchange.%I for values from (%s) to (%s)', 'seen_' || period, period, period + 1);
  end loop;
end $$`;

/**
 * Drops months that ended before a time, but none that something open still needs. What the tally counts in a month of
 * outcomes is added up before it goes.
 */
const dropPartitions = `
create function exchange.drop_partitions(parent text, before timestamptz) returns int language plpgsql set lock_timeout = '5s' as $$
declare old record; low timestamptz; high timestamptz; needed boolean; dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('exchange.partitions', 0));
  for old in
    select c.relname as part from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = ('exchange.' || parent)::regclass and c.relname ~ '_[0-9]{6}$' order by 1
  loop
    low := to_date(right(old.part, 6) || '01', 'YYYYMMDD')::timestamp at time zone 'UTC';
    high := ((low at time zone 'UTC') + interval '1 month') at time zone 'UTC';
    continue when high > before;
    execute format('lock table exchange.%I in access exclusive mode', old.part);
    needed := false;
    if parent = 'inbox' then
      select exists (select from exchange.pending p where p.received >= low and p.received < high) into needed;
    elsif parent = 'attempts' then
      execute format('select exists (select from exchange.%I a join exchange.pending p on p.key = a.key)', old.part) into needed;
    elsif parent = 'outcomes' then
      execute format('insert into exchange.ended_counts (agency, target, state, count) select agency, target, state, count(*) from exchange.%I group by 1, 2, 3
        on conflict (agency, target, state) do update set count = exchange.ended_counts.count + excluded.count', old.part);
    end if;
    continue when needed;
    execute format('drop table exchange.%I', old.part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$`;

const dropPeriods = `
create function exchange.drop_periods(before_period int) returns int language plpgsql set lock_timeout = '5s' as $$
declare old record; dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('exchange.partitions', 0));
  delete from exchange.seen_other where period < before_period;
  for old in
    select c.relname as part from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'exchange.seen'::regclass and c.relname ~ '^seen_[0-9]+$' and substr(c.relname, 6)::int < before_period
  loop
    execute format('drop table exchange.%I', old.part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$`;
