import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm';

export interface DatabaseOptions {
  readonly url: string;
  /** Shown by the server beside each connection. */
  readonly name: string;
  readonly max?: number;
  /** Sees every agency's rows: for readers and lanes, which serve all. Left out, a query sees none until told whose. */
  readonly everyAgency?: boolean;
}

/** Opens a pool; row-level security decides by `bridge.agency` what its queries see. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const db = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.name,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolErrorHandler: () => undefined,
    extra: { max: options.max ?? 10, options: options.everyAgency ? '-c bridge.agency=*' : undefined },
  });
  return db.initialize();
}

/** A transaction that sees one agency's rows and no other's. */
export function inAgency<T>(db: DataSource, agency: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return db.transaction(async (manager) => {
    await manager.query(`select set_config('bridge.agency', $1, true)`, [agency]);
    return work(manager);
  });
}

export interface SchemaOwner {
  readonly schema: string;
  readonly migrations: (new () => MigrationInterface)[];
}

/** Brings each owner's schema up to date, one process at a time. */
export async function migrate(url: string, owners: readonly SchemaOwner[]): Promise<void> {
  const lock = await openDatabase({ url, name: 'migrate', max: 1, everyAgency: true });
  const runner = lock.createQueryRunner();
  try {
    await runner.query(`select pg_advisory_lock(hashtextextended('people-exchange migrate', 0))`);
    for (const owner of owners) {
      await runner.query(`create schema if not exists "${owner.schema}"`);
      const db = new DataSource({
        type: 'postgres',
        url,
        schema: owner.schema,
        migrations: owner.migrations,
        migrationsTableName: 'migrations',
        uuidExtension: 'pgcrypto',
        installExtensions: false,
        extra: { max: 2, options: '-c bridge.agency=*' },
      });
      await db.initialize();
      try {
        await db.runMigrations({ transaction: 'each' });
      } finally {
        await db.destroy();
      }
    }
  } finally {
    await runner.release();
    await lock.destroy();
  }
}
