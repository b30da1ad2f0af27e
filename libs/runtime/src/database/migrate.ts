import { DataSource, type MigrationInterface } from 'typeorm';
import { demandUsableDatabase } from './demand-usable-database';
import { openDatabase, seeingEveryAgency } from './open-database';

/** Who owns a schema: its tables are made by these migrations and by nobody else's. */
export interface SchemaOwner {
  readonly schema: string;
  /** In order, forward only; each class name ends in a timestamp of 13 digits. */
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface MigrateOptions {
  readonly onProgress?: (what: string) => void;
}

/**
 * Brings each owner's schema up to date, one process at a time; what ran is kept in `SCHEMA.migrations`.
 * @throws SettingsInvalid for a database that the bridge cannot use
 */
export async function migrate(url: string, owners: readonly SchemaOwner[], o: MigrateOptions = {}): Promise<void> {
  const db = await openDatabase({ url, name: 'migrate', max: 1, everyAgency: true });
  const lock = db.createQueryRunner();
  try {
    await demandUsableDatabase(db);
    await lock.query(`select pg_advisory_lock(hashtextextended('people-exchange migrate', 0))`);
    for (const owner of owners) {
      await lock.query(`create schema if not exists "${owner.schema.replaceAll('"', '""')}"`);
      await migrateSchema(url, owner, o);
    }
  } finally {
    await lock.release();
    await db.destroy(); // The lock goes with its connection.
  }
}

async function migrateSchema(url: string, owner: SchemaOwner, o: MigrateOptions): Promise<void> {
  const db = new DataSource({
    type: 'postgres',
    // Migrations move rows of all agencies.
    url: seeingEveryAgency(url),
    applicationName: `migrate ${owner.schema}`,
    schema: owner.schema,
    migrations: [...owner.migrations],
    migrationsTableName: 'migrations',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    logging: false,
    extra: { max: 2 },
  });
  await db.initialize();
  try {
    const ran = await db.runMigrations({ transaction: 'each' });
    if (ran.length > 0) o.onProgress?.(`schema ${owner.schema}: ${ran.length} migration${ran.length === 1 ? '' : 's'} run`);
  } finally {
    await db.destroy();
  }
}
