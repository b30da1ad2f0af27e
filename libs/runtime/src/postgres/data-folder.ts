import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../error-code';
import type { Binaries } from './binaries';
import { diskFull, EmbeddedPostgresFailed, failed, notOurs } from './embedded-postgres-failed';
import { commandFor, type ServerUser } from './server-command';

const run = promisify(execFile);
const leastFreeBytes = 64 * 2 ** 20;

/** Passwords of the superuser and of the plain role `bridge`; kept in a file of mode 0600 beside the data. */
export interface Access {
  readonly superuser: string;
  readonly bridge: string;
}

export interface DataFolder {
  /** Holds all below. */
  readonly home: string;
  /** PostgreSQL's own. */
  readonly data: string;
  readonly log: string;
  readonly access: string;
}

export function dataFolder(dataDir: string): DataFolder {
  const home = join(dataDir, 'pg');
  return { home, data: join(home, 'data'), log: join(home, 'server.log'), access: join(home, 'access.json') };
}

/**
 * Makes the folder of all data; its troubles are the first that a newcomer meets.
 * @throws EmbeddedPostgresFailed where it is another user's or its disk is full
 */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw diskFull(dataDir, cause);
    throw notOurs(dataDir, cause);
  }
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < leastFreeBytes) throw diskFull(dataDir);
}

export function readAccess(folder: DataFolder): Access {
  try {
    const read: unknown = JSON.parse(readFileSync(folder.access, 'utf8'));
    if (typeof read === 'object' && read !== null && 'superuser' in read && 'bridge' in read) {
      const { superuser, bridge } = read;
      if (typeof superuser === 'string' && typeof bridge === 'string') return { superuser, bridge };
    }
  } catch (cause) {
    if (codeOf(cause) === 'EACCES') throw notOurs(folder.home, cause);
    throw accessLost(folder, cause);
  }
  throw accessLost(folder);
}

function accessLost(folder: DataFolder, cause?: unknown): EmbeddedPostgresFailed {
  return new EmbeddedPostgresFailed(
    'accessLost',
    `The passwords of the database in ${folder.home} cannot be read from access.json: bring that file back from a copy, or move the folder away to begin anew.`,
    cause,
  );
}

/** Only the release that made data can read them. */
export function checkVersion(folder: DataFolder, release: string): void {
  const made = readFileSync(join(folder.data, 'PG_VERSION'), 'utf8').trim();
  if (made === release) return;
  throw new EmbeddedPostgresFailed(
    'otherVersion',
    `The data in ${folder.home} were made by PostgreSQL ${made}, this is ${release}: choose another folder with BRIDGE_DATA_DIR, or bring them over with pg_dumpall and DATABASE_URL.`,
  );
}

/** Into a folder beside, then renamed: files such as PG_VERSION are there long before the work is done. */
export async function makeData(dataDir: string, folder: DataFolder, binaries: Binaries, user: ServerUser | undefined): Promise<void> {
  for (const unfinished of readdirSync(dataDir).filter((name) => name.startsWith('pg-making-')))
    rmSync(join(dataDir, unfinished), { recursive: true, force: true });
  const access: Access = { superuser: randomBytes(24).toString('base64url'), bridge: randomBytes(24).toString('base64url') };
  const making = mkdtempSync(join(dataDir, 'pg-making-'));
  chmodSync(making, 0o711);
  const data = join(making, 'data');
  const passwordFile = join(making, 'password');
  try {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, access.superuser, { mode: 0o600 });
    if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
    const wanted = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-instructions'];
    // The built-in locale sorts the same on every machine and knows the case of every letter.
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const { command, args, as } = commandFor(binaries.initdb, ['-D', data, ...wanted, ...locale], user);
    await run(command, args, { cwd: making, env: serverEnvironment(), ...as });
    rmSync(passwordFile);
    writeFileSync(join(making, 'access.json'), JSON.stringify(access), { mode: 0o600 });
    renameSync(making, folder.home);
  } catch (cause) {
    rmSync(making, { recursive: true, force: true });
    if (existsSync(folder.data)) return; // Another start was faster; its work is as good.
    const said = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw failed('initFailed', folder.home, said, cause);
  }
}

/** Nothing of ours: a PG… variable meant for a client would change how the server behaves. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return process.env;
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
