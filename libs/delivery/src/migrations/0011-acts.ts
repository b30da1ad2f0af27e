import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who retried or edited a delivery, and who ran or stopped a replay; who skipped or planned stands with the outcome and the run. */
export class ExchangeActs0011 implements MigrationInterface {
  readonly name = 'ExchangeActs0011' + '1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table exchange.acts (
  seq bigint generated always as identity primary key, agency text not null, target text not null, key uuid, run text,
  did text not null check (did in ('retry', 'edit', 'run', 'stop', 'goOn')), who text not null, at timestamptz not null default now());
create index on exchange.acts (key) where key is not null;
create index on exchange.acts (agency, run) where run is not null;
create index on exchange.acts (at);`);
    await runner.query('select exchange.protect($1)', ['acts']);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
