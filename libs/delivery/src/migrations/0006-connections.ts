import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Participants that are reached over a vendor's own API. */
export class ExchangeConnections0006 implements MigrationInterface {
  readonly name = 'ExchangeConnections0006' + '1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table exchange.participants drop constraint participants_mode_check,
  add constraint participants_mode_check check (mode in ('webhook', 'feed', 'none', 'log', 'connection'));
create index on exchange.pending (agency, target, person) where state = 'heldParent';`);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
