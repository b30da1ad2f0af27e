import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schema `event_log`: the embedded log, append-only, one total order per topic. */
export class EventLog0001 implements MigrationInterface {
  readonly name = 'EventLog0001' + '1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table event_log.heads (topic text primary key, next bigint not null);
create table event_log.records (
  topic text not null, position bigint not null, agency text not null, origin text not null, subject text, key text not null,
  appended timestamptz not null default clock_timestamp(), attributes text not null, data text not null,
  primary key (topic, position)) partition by list (topic);
create table event_log.records_from_websites partition of event_log.records for values in ('people-exchange.from-websites');
create table event_log.records_from_back_offices partition of event_log.records for values in ('people-exchange.from-back-offices');
create table event_log.records_other partition of event_log.records default;
create index on event_log.records using brin (appended);
create index on event_log.records (agency, origin, subject) where subject is not null;
alter table event_log.records enable row level security;
alter table event_log.records force row level security;
create policy records_agency on event_log.records using (current_setting('bridge.agency', true) in (agency, '*'));`);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
