import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much of an area each request kept (X5). */
export class MeasuredAreas0006 implements MigrationInterface {
  readonly name = 'MeasuredAreas0006' + '1764300000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections.requests add areas jsonb');
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
