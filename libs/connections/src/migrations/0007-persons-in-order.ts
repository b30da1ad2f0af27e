import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a notification is about, where the vendor's own words are taken in their order (I3). */
export class PersonsInOrder0007 implements MigrationInterface {
  readonly name = 'PersonsInOrder0007' + '1764300000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections.notifications add person text');
    await runner.query(
      `create index on connections.notifications (agency, connection, person, seq) where person is not null and state = 'waiting'`,
    );
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
