import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much waits at a target in a state, and since when, from an index alone; it stands in for the one that left out what is due. */
export class ExchangeOldestWaiting0004 implements MigrationInterface {
  readonly name = 'ExchangeOldestWaiting0004' + '1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index pending_waiting on exchange.pending (agency, target, state, received)');
    await runner.query('drop index exchange.pending_agency_target_state_idx');
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
