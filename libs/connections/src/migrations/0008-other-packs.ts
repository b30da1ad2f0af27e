import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A connection may go on with a pack that was made from its own; what has begun ends on the pack it began with. */
export class OtherPacks0008 implements MigrationInterface {
  readonly name = 'OtherPacks0008' + '1764300000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connections.connections add earlier_pack text');
    await runner.query('update connections.connections set earlier_pack = pack where earlier_version is not null');
    await runner.query('alter table connections.runs add pack text');
    await runner.query(
      'update connections.runs r set pack = c.pack from connections.connections c where c.agency = r.agency and c.id = r.connection',
    );
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
