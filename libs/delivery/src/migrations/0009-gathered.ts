import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which attempts were one request for several events. */
export class ExchangeGathered0009 implements MigrationInterface {
  readonly name = 'ExchangeGathered0009' + '1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table exchange.attempts add together uuid;
alter table exchange.outcomes add together uuid;
create index on exchange.attempts (together) where together is not null;
create index on exchange.outcomes (together) where together is not null;`);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}
