import type { DataSource } from 'typeorm';
import type { HealthCheck } from '../observing/health';
import { reasonOf } from './open-database';

/** Ready while the database answers; a query that hangs is given up by the server, so that probes do not pile up in the pool. */
export function databaseCheck(db: DataSource): HealthCheck {
  return {
    name: 'database',
    check: async () => {
      try {
        await db.transaction(async (manager) => {
          await manager.query(`set local statement_timeout = '2s'`);
          await manager.query('select 1');
        });
        return { ok: true };
      } catch (error) {
        return { ok: false, missing: `database does not answer: ${reasonOf(error)}` };
      }
    },
  };
}
