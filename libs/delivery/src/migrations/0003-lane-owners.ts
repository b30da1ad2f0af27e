import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who would own lanes: a process that came last has none yet, and the others have to know of it to share. */
export class ExchangeLaneOwners0003 implements MigrationInterface {
  readonly name = 'ExchangeLaneOwners0003' + '1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table exchange.lane_owners (side text not null, owner uuid not null, until timestamptz not null, primary key (side, owner))',
    );
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
