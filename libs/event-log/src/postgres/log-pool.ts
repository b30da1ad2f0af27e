import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pool below TypeORM, whose interface knows neither named statements nor a connection that is held. */
export function poolOf(db: DataSource): Pool {
  // TypeORM types what its PostgreSQL driver keeps here as anything.
  return (db.driver as unknown as { readonly master: Pool }).master;
}

/** SQLSTATE of an error the server answered with; nothing when the connection broke. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) && !error.code.startsWith('E') ? error.code : undefined;
}
