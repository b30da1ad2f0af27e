import type { DataSource } from 'typeorm';
import { periodOf } from '../inbox/dedup';

const keyOf = { inbox: 'received', attempts: 'at', outcomes: 'ended_at' } as const;
export const monthly = ['inbox', 'attempts', 'outcomes'] as const;

/** Makes the partitions of this month and the next, and the dedup periods of the coming weeks. */
export async function makePartitions(db: DataSource, now: Date): Promise<void> {
  for (const parent of monthly) await db.query('select exchange.ensure_partitions($1, $2, 1)', [parent, now]);
  await db.query('select exchange.ensure_periods($1, 3)', [periodOf(now)]);
}

/** Gives the rows that found no partition of their own one: nothing stays where it cannot be dropped. */
export async function emptyDefaults(db: DataSource): Promise<void> {
  for (const parent of monthly) {
    const months: { month: Date }[] = await db.query(
      `select distinct date_trunc('month', ${keyOf[parent]}, 'UTC') as month from exchange.${parent}_other order by 1`,
    );
    for (const { month } of months) await db.query('select exchange.ensure_partitions($1, $2, 0)', [parent, month]);
  }
  const periods: { period: number }[] = await db.query('select distinct period from exchange.seen_other order by 1');
  for (const { period } of periods) await db.query('select exchange.ensure_periods($1, 0)', [period]);
}
