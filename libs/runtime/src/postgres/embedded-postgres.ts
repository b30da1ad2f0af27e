import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { findBinaries } from './binaries';
import { type Access, checkVersion, type DataFolder, dataFolder, makeData, prepareDataDir, readAccess } from './data-folder';
import { failed, folderTaken } from './embedded-postgres-failed';
import { freePort } from './free-port';
import { holderName, holderOfFolder, tryTakeFolder } from './folder-lock';
import { settleLeftover } from './leftover';
import { serverUser } from './server-command';
import { ServerProcess } from './server-process';
import { whileStarting } from './start-lock';

const release = '18';
const attempts = 5;

export interface EmbeddedPostgresOptions {
  /** The server keeps its data in `pg` below it. */
  readonly dataDir: string;
  readonly onProgress?: (what: string) => void;
  /** The server ended or broke while in use; what it said last. */
  readonly onLost?: (said: string) => void;
  /** More settings of the server, such as `log_statement=all`. */
  readonly settings?: readonly string[];
}

export interface EmbeddedPostgres {
  /** Of the plain role `bridge`, which owns its database and is no superuser: superusers pass row-level security by. */
  readonly url: string;
  /** Of the superuser, for making databases. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `dataDir/pg` from the npm package's binaries; it ends when this process does, however that ends.
 * @throws EmbeddedPostgresFailed with a sentence that says what to do
 */
export async function startEmbeddedPostgres(o: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(o.dataDir);
  prepareDataDir(dataDir);
  const binaries = await findBinaries();
  const folder = dataFolder(dataDir);
  return whileStarting(dataDir, async () => {
    const user = serverUser([folder.data, dataDir]);
    if (!existsSync(folder.data)) {
      o.onProgress?.('making the database');
      await makeData(dataDir, folder, binaries, user);
    }
    const access = readAccess(folder);
    checkVersion(folder, release);
    await settleLeftover(folder.data, access.superuser);
    o.onProgress?.('starting the database');
    let said = '';
    // The port may go to another process between looking and taking.
    for (let attempt = 0; attempt < attempts; attempt++) {
      const server = new ServerProcess(folder, binaries, await freePort(), settingsWith(o.settings), user);
      if (await server.ready(60_000)) return takeOver(server, folder, access, o);
      said = server.said();
      await server.stop();
      if (!/could not bind|Address already in use/i.test(said)) break;
    }
    throw failed('startFailed', folder.home, said);
  });
}

function settingsWith(more: readonly string[] = []): string[] {
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=on',
    'synchronous_commit=on',
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    'logging_collector=off',
    'log_checkpoints=off',
    // An error's line quotes rows; the app that made it hears of it anyway.
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'cluster_name=people-exchange',
    ...more,
  ];
}

async function takeOver(server: ServerProcess, folder: DataFolder, access: Access, o: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const adminUrl = `postgres://postgres:${access.superuser}@127.0.0.1:${server.port}/postgres`;
  let stopping = false;
  const holder = new Client({ connectionString: adminUrl, application_name: holderName(process.pid), connectionTimeoutMillis: 10_000 });
  holder.on('error', () => undefined); // `exited` tells, with what the server said.
  try {
    await holder.connect();
    if (!(await tryTakeFolder(holder))) throw folderTaken(folder.home, await holderOfFolder(holder));
    await ensureRole(holder, access);
  } catch (error) {
    await holder.end().catch(() => undefined); // It may never have been open.
    await server.stop();
    throw error;
  }
  // The held connection must not keep the process alive; pg has this, its types do not.
  if ('unref' in holder && typeof holder.unref === 'function') holder.unref();
  void server.exited.then(() => {
    if (!stopping) o.onLost?.(server.said().slice(-2_000));
  });
  return {
    url: `postgres://bridge:${access.bridge}@127.0.0.1:${server.port}/bridge`,
    adminUrl,
    stop: async () => {
      stopping = true;
      // Whoever waits for this may have nothing else to stay for.
      if ('ref' in holder && typeof holder.ref === 'function') holder.ref();
      await holder.end().catch(() => undefined); // The server may be gone.
      await server.stop();
    },
  };
}

async function ensureRole(admin: Client, access: Access): Promise<void> {
  const role = await admin.query(`select 1 from pg_roles where rolname = 'bridge'`);
  // base64url has no quote.
  if (role.rowCount === 0) await admin.query(`create role bridge login password '${access.bridge}'`);
  const database = await admin.query(`select 1 from pg_database where datname = 'bridge'`);
  if (database.rowCount === 0) await admin.query('create database bridge owner bridge');
}
