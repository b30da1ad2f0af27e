import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lays the embedded log out by day (UTC) instead of by topic, so that old days can be dropped. Still append-only with one total
 * order per topic; `heads` holds per topic the next position and the time of the newest record. What is there moves along.
 */
export class EventLogByDay0002 implements MigrationInterface {
  readonly name = 'EventLogByDay0002' + '1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(makeDays);
    await runner.query(dropDays);
    await runner.query(
      `select event_log.make_days(day, 0) from (select distinct date_trunc('day', appended, 'UTC') as day from event_log.records_by_topic) d`,
    );
    await runner.query(moveRecords);
    await runner.query('select event_log.make_days(now(), 3)');
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

const tables = `
alter table event_log.heads alter next set default 0, add newest timestamptz not null default '-infinity';
alter table event_log.records rename to records_by_topic;
create table event_log.records (
  topic text not null, position bigint not null, appended timestamptz not null, agency text not null, origin text not null,
  subject text, key text not null, attributes text not null, data text not null,
  primary key (topic, position, appended)) partition by range (appended);
alter table event_log.records enable row level security;
alter table event_log.records force row level security;
create policy records_agency on event_log.records using (current_setting('bridge.agency', true) in (agency, '*'));`;

const moveRecords = `
insert into event_log.records (topic, position, appended, agency, origin, subject, key, attributes, data)
  select topic, position, appended, agency, origin, subject, key, attributes, data from event_log.records_by_topic;
update event_log.heads h set newest = n.newest from (select topic, max(appended) as newest from event_log.records group by topic) n where n.topic = h.topic;
drop table event_log.records_by_topic`;

/** A day is made beside the table and attached, which holds up neither readers nor writers. */
const makeDays = `
create function event_log.make_days(from_time timestamptz, ahead int) returns int language plpgsql as $$
declare
  day date;
  name text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('event_log.make_days', 0));
  for n in 0..ahead loop
    day := (from_time at time zone 'UTC')::date + n;
    name := 'records_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass('event_log.' || name) is not null;
    execute format('create table event_log.%I (like event_log.records including defaults including constraints)', name);
    execute format('alter table event_log.%I enable row level security', name);
    execute format('alter table event_log.%I force row level security', name);
    execute format('create policy records_agency on event_log.%I using (current_setting(''bridge.agency'', true) in (agency, ''*''))', name);
    execute format('alter table event_log.records attach partition event_log.%I for values from (%L) to (%L)',
      name, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    made := made + 1;
  end loop;
  return made;
end $$`;

/** Drops days that ended before a time; gives up at once where readers are in the way, to be called again. */
const dropDays = `
create function event_log.drop_days(before timestamptz) returns int language plpgsql set lock_timeout = '5s' as $$
declare
  old record;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('event_log.make_days', 0));
  for old in
    select c.oid::regclass as part from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'event_log.records'::regclass and c.relname ~ '^records_[0-9]{8}$'
      and (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC' <= before
  loop
    execute format('drop table %s', old.part);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$`;
