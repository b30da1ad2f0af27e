import type { DataSource } from 'typeorm';
import { openDatabase } from '#runtime';
import { freshDatabase } from './fresh-database';

/** A database without tables, opened as a plain role; `end` closes and drops it. */
export async function emptyDatabase(): Promise<{ readonly db: DataSource; end(): Promise<void> }> {
  const fresh = await freshDatabase({ owners: [] });
  const db = await openDatabase({ url: fresh.url, name: 'spec' });
  return {
    db,
    end: async () => {
      await db.destroy();
      await fresh.drop();
    },
  };
}
