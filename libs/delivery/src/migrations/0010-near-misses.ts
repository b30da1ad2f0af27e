import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came back nearly as it was delivered (X2). */
export class ExchangeNearMisses0010 implements MigrationInterface {
  readonly name = 'ExchangeNearMisses0010' + '1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table exchange.last_delivered add near uuid;
alter table exchange.feed_items add near uuid;
alter table exchange.takings add near_misses bigint not null default 0;`);
    await runner.query(foldCounts);
  }

  async down(): Promise<void> {
    // Migrations go forward only.
  }
}

/** As before, with near misses. */
const foldCounts = `
create or replace function exchange.fold_counts() returns void language plpgsql as $$
begin
  with gone as (delete from exchange.ends where (agency, target, state) in (
      select agency, target, state from exchange.ends group by 1, 2, 3 having count(*) > 1) returning *)
  insert into exchange.ends (agency, target, state, count, at) select agency, target, state, sum(count), max(at) from gone group by 1, 2, 3;

  with gone as (delete from exchange.routings where (reader, topic, partition, agency, target) in (
      select reader, topic, partition, agency, target from exchange.routings group by 1, 2, 3, 4, 5 having count(*) > 1) returning *)
  insert into exchange.routings (reader, topic, partition, next, agency, target, routed, at)
    select reader, topic, partition, max(next), agency, target, sum(routed), max(at) from gone group by reader, topic, partition, agency, target;

  with gone as (delete from exchange.takings where (reader, topic, partition, agency) in (
      select reader, topic, partition, agency from exchange.takings group by 1, 2, 3, 4 having count(*) > 1) returning *)
  insert into exchange.takings (reader, topic, partition, next, agency, accepted, repeated, conflicting, erased, unrouted, echoes, near_misses, at)
    select reader, topic, partition, max(next), agency, sum(accepted), sum(repeated), sum(conflicting), sum(erased), sum(unrouted), sum(echoes), sum(near_misses), max(at)
    from gone group by reader, topic, partition, agency;
end $$`;
