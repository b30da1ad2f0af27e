import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members see where they are signed in, and end what is not theirs any more: a session has a name that opens nothing. */
export class LeadDeskSessionsShown0003 implements MigrationInterface {
  readonly name = 'LeadDeskSessionsShown0003' + '1764000000103';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table lead_desk.sessions add id uuid not null default gen_random_uuid(), add device text');
    await runner.query('create unique index sessions_by_id on lead_desk.sessions (id)');
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
