import type { DataSource } from 'typeorm';
import { periodOf } from './inbox/dedup';

/** Makes the partitions of this month and the next, and the dedup periods of the coming weeks. */
export async function makePartitions(db: DataSource, now: Date): Promise<void> {
  for (const parent of ['inbox', 'attempts', 'outcomes']) await db.query('select exchange.ensure_partitions($1, $2, 1)', [parent, now]);
  await db.query('select exchange.ensure_periods($1, 3)', [periodOf(now)]);
}
