import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Empty `office`: the company's. A deleted pond stays as a name in what happened with the leads that were in it. */
const tables = `
create table lead_desk.ponds (
  agency text not null, id uuid not null, office text not null, name text not null, version int not null,
  changed_at timestamptz not null, changed_by text not null, deleted_at timestamptz, primary key (agency, id));
create unique index on lead_desk.ponds (agency, lower(name)) where deleted_at is null;

create table lead_desk.pond_members (
  agency text not null, pond uuid not null, member_id uuid not null, primary key (agency, pond, member_id));
create index on lead_desk.pond_members (agency, member_id);`;

const leads = `
alter table lead_desk.assignments add pond uuid;
create index on lead_desk.assignments (agency, pond) where pond is not null;
alter table lead_desk.lead_list add pond uuid;
alter table lead_desk.assignment_acts add pond uuid, drop constraint assignment_acts_kind_check,
  add constraint assignment_acts_kind_check
    check (kind in ('left', 'offer', 'accept', 'reject', 'expire', 'withdraw', 'pond', 'pondGone'));`;

/** Ponds: named pools of leads, of whose members the first to claim one has it (X11). Kept through a rebuild: people made them. */
export class LeadDeskPonds0007 implements MigrationInterface {
  readonly name = 'LeadDeskPonds0007' + '1764000000107';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(leads);
    for (const table of ['ponds', 'pond_members']) {
      await runner.query(`alter table lead_desk.${table} enable row level security; alter table lead_desk.${table} force row level security;
create policy ${table}_agency on lead_desk.${table} using (current_setting('bridge.agency', true) in (agency, '*'))`);
    }
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
