import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is old of the timeline is found without reading all of it. */
export class LeadDeskTimelineByTime0002 implements MigrationInterface {
  readonly name = 'LeadDeskTimelineByTime0002' + '1764000000102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index timeline_by_time on lead_desk.timeline (at)');
    await runner.query('create index sign_in_failures_by_time on lead_desk.sign_in_failures (last_at)');
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
