import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The attempt that ended a delivery stands with its outcome instead of in a row of its own, and ends are counted where they are
 * written: however long the past is, the tally adds up a few rows.
 */
export class ExchangeEnds0005 implements MigrationInterface {
  readonly name = 'ExchangeEnds0005' + '1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const statement of [countEnds, foldCounts, dropPartitions]) await runner.query(statement);
    await runner.query(`
create trigger outcomes_counted after insert on exchange.outcomes referencing new table as written
  for each statement execute function exchange.count_ends()`);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

const tables = `
alter table exchange.outcomes add number int, add took_ms int, add status int, add answer text, add sent_as text;

create table exchange.ends (
  agency text not null, target text not null, state text not null, count bigint not null, at timestamptz not null default now());
create index on exchange.ends (agency, target);
insert into exchange.ends (agency, target, state, count)
  select agency, target, state, sum(count) from (
    select agency, target, state, count(*) as count from exchange.outcomes group by 1, 2, 3
    union all select agency, target, state, count from exchange.ended_counts) c group by 1, 2, 3;
select exchange.protect('ends');
drop table exchange.ended_counts;
alter table exchange.routings alter routed type bigint;
alter table exchange.takings alter accepted type bigint, alter repeated type bigint, alter conflicting type bigint, alter erased type bigint,
  alter unrouted type bigint, alter echoes type bigint;
drop index exchange.outcomes_agency_target_state_idx;`;

/** Rows of their own, because a counter that everybody raises is a lock that everybody waits for. */
const countEnds = `
create function exchange.count_ends() returns trigger language plpgsql as $$
begin
  insert into exchange.ends (agency, target, state, count) select agency, target, state, count(*) from written group by 1, 2, 3;
  return null;
end $$`;

/** Adds up rows that count the same thing. Who folds at the same moment finds the rows gone, and adds nothing twice. */
const foldCounts = `
create function exchange.fold_counts() returns void language plpgsql as $$
begin
  with gone as (delete from exchange.ends where (agency, target, state) in (
      select agency, target, state from exchange.ends group by 1, 2, 3 having count(*) > 1) returning *)
  insert into exchange.ends (agency, target, state, count, at) select agency, target, state, sum(count), max(at) from gone group by 1, 2, 3;

  with gone as (delete from exchange.routings where (reader, topic, partition, agency, target) in (
      select reader, topic, partition, agency, target from exchange.routings group by 1, 2, 3, 4, 5 having count(*) > 1) returning *)
  insert into exchange.routings (reader, topic, partition, next, agency, target, routed, at)
    select reader, topic, partition, max(next), agency, target, sum(routed), max(at) from gone group by reader, topic, partition, agency, target;

  with gone as (delete from exchange.takings where (reader, topic, partition, agency) in (
      select reader, topic, partition, agency from exchange.takings group by 1, 2, 3, 4 having count(*) > 1) returning *)
  insert into exchange.takings (reader, topic, partition, next, agency, accepted, repeated, conflicting, erased, unrouted, echoes, at)
    select reader, topic, partition, max(next), agency, sum(accepted), sum(repeated), sum(conflicting), sum(erased), sum(unrouted), sum(echoes), max(at)
    from gone group by reader, topic, partition, agency;
end $$`;

/** Drops months that ended before a time, but none that something open still needs. */
const dropPartitions = `
create or replace function exchange.drop_partitions(parent text, before timestamptz) returns int language plpgsql set lock_timeout = '5s' as $$
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
    end if;
    continue when needed;
    execute format('drop table exchange.%I', old.part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$`;
