import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate, type SchemaOwner } from '#runtime';

/** Owners of schemas, in the order in which the bridge makes them. */
const owners = {
  event_log: { folder: 'libs/event-log', module: '#event-log', migrations: 'eventLogMigrations' },
  exchange: { folder: 'libs/delivery', module: '#delivery', migrations: 'exchangeMigrations' },
  connections: { folder: 'libs/connections/src/migrations', module: '#connections', migrations: 'connectionsMigrations' },
  sign_on: { folder: 'libs/sign-on', module: '#sign-on', migrations: 'signOnMigrations' },
  lead_desk: { folder: 'apps/lead-desk/src/migrations', module: '../../apps/lead-desk/src/migrations', migrations: 'leadDeskMigrations' },
} as const;

export type Owner = keyof typeof owners;
export const everyOwner: readonly Owner[] = ['event_log', 'exchange', 'connections', 'sign_on', 'lead_desk'];

async function schemaOwner(schema: Owner): Promise<SchemaOwner | undefined> {
  const { folder, module, migrations } = owners[schema];
  if (!existsSync(join(__dirname, '../..', folder))) return undefined;
  // The names come from a table, so that one room's troubles do not fail the tests of another.
  const exported: Record<string, unknown> = await import(module);
  const list = exported[migrations];
  // What the room exports under this name is checked where the room is compiled.
  return Array.isArray(list) ? { schema, migrations: list as SchemaOwner['migrations'] } : undefined;
}

/** Makes the database that others are copied from, unless another test did; named after what is in it. */
export async function ensureTemplate(
  admin: Client,
  wanted: readonly Owner[],
  role: string,
  urlOf: (database: string) => string,
): Promise<string> {
  const found = (await Promise.all(wanted.map(schemaOwner))).filter((owner) => owner !== undefined);
  const content = found.map((owner) => `${owner.schema}${owner.migrations.map(String).join('')}`).join('');
  const name = `people_exchange_template_${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
  await admin.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [name]);
  try {
    const known = await admin.query('select datallowconn from pg_database where datname = $1', [name]);
    // Closed to connections means finished.
    if (known.rows[0]?.datallowconn === false) return name;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} owner ${role}`);
    await migrate(urlOf(name), found);
    await admin.query(`alter database ${name} allow_connections false`);
    return name;
  } finally {
    await admin.query(`select pg_advisory_unlock(hashtextextended($1, 0))`, [name]);
  }
}
