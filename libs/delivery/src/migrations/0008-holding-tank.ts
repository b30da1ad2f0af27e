import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who decided what about whom in a holding tank, merges that can be undone, and who shares a telephone. */
export class ExchangeHoldingTank0008 implements MigrationInterface {
  readonly name = 'ExchangeHoldingTank0008' + '1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table exchange.admissions add spam boolean not null default false, add merged_with uuid, add told_as uuid, add version int not null default 0;
update exchange.admissions set version = 1 where state <> 'waiting';
create index on exchange.admissions (agency, state, since);

create table exchange.intake_decisions (
  agency text not null, target text not null, person uuid not null, number int not null,
  decision text not null check (decision in ('approve', 'reject', 'spam', 'merge', 'undo', 'separate')), other uuid,
  who text not null, why text, at timestamptz not null default now(), primary key (agency, target, person, number));
insert into exchange.intake_decisions (agency, target, person, number, decision, who, why, at)
  select agency, target, person, 1, case state when 'admitted' then 'approve' else 'reject' end, coalesce(who, 'operator'), why, coalesce(decided_at, since)
  from exchange.admissions where state <> 'waiting';
create index on exchange.intake_decisions (agency, person);

alter table exchange.person_links add who text, add why text, add undone_by text, add undone_why text;
create index on exchange.person_links (agency, b);

create table exchange.person_phones (
  agency text not null, phone uuid not null, person uuid not null, primary key (agency, phone, person));
create index on exchange.person_phones (agency, person);`);
    for (const table of ['intake_decisions', 'person_phones']) await runner.query('select exchange.protect($1)', [table]);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
