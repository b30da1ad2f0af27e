import type { EntityManager } from 'typeorm';

/**
 * Batches share the desk with each other; a rebuild has it alone. Taken first and held to the end of the transaction.
 */
export async function lockDesk(manager: EntityManager, how: 'shared' | 'alone'): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock${how === 'shared' ? '_shared' : ''}(hashtextextended('lead-desk', 0))`);
}

/** Batches of one agency wait for each other. */
export async function lockAgencies(manager: EntityManager, agencies: readonly string[]): Promise<void> {
  for (const agency of [...new Set(agencies)].sort()) {
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('lead-desk ' || $1, 0))`, [agency]);
  }
}
