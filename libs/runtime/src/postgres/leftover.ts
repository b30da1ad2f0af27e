import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgresFailed, folderTaken } from './embedded-postgres-failed';
import { holderOfFolder, tryTakeFolder } from './folder-lock';

export interface PostmasterPid {
  readonly pid: number;
  readonly port: number;
  readonly state: string;
}

/** What `postmaster.pid` says: the process on line 1, the port on line 4, the state on line 8. */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3] ?? 0), state: lines[7] ?? '' } : undefined;
}

export function readPostmasterPid(data: string): PostmasterPid | undefined {
  try {
    return parsePostmasterPid(readFileSync(join(data, 'postmaster.pid'), 'utf8')) ?? { pid: 0, port: 0, state: '' };
  } catch {
    return undefined; // No such file: no server.
  }
}

/**
 * Sees to a server that is in the folder already. One that a bridge uses is left alone; one that was left behind is ended
 * cleanly, so that the next one runs under our watch; a stale file goes away.
 * @throws EmbeddedPostgresFailed
 */
export async function settleLeftover(data: string, superuser: string, limitMs = 30_000): Promise<void> {
  const until = Date.now() + limitMs;
  let asked = false;
  for (;;) {
    const found = readPostmasterPid(data);
    if (!found) return;
    const inFolder = processesIn(data, found.pid);
    if (inFolder.length === 0) {
      rmSync(join(data, 'postmaster.pid'), { force: true });
      return;
    }
    if (inFolder.includes(found.pid) && found.state === 'ready' && !asked) {
      asked = await endUnused(data, found, superuser);
    }
    if (Date.now() > until) {
      throw new EmbeddedPostgresFailed(
        'leftover',
        `A database process was left behind in ${data} and does not end: end it with "kill -INT ${found.pid || inFolder[0]}" ` +
          `or, where that does nothing, with "kill -KILL ${inFolder.join(' ')}", then start again.`,
      );
    }
    await pause(100);
  }
}

/** Asks the server itself whether somebody uses it. Resolves to whether it was told to end. */
async function endUnused(data: string, found: PostmasterPid, superuser: string): Promise<boolean> {
  const client = new Client({
    host: '127.0.0.1',
    port: found.port,
    user: 'postgres',
    password: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 3_000,
  });
  client.on('error', () => undefined); // It ends under us: that is what we want.
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('show data_directory');
    if (realpathSync(answer.rows[0]?.data_directory ?? '') !== realpathSync(data)) return false;
    // Of a bridge that was killed just now the server hears a moment later.
    for (let tries = 0; !(await tryTakeFolder(client)); tries += 1) {
      if (tries >= 20) throw folderTaken(data, await holderOfFolder(client));
      await pause(100);
    }
    process.kill(found.pid, 'SIGINT');
    return true;
  } catch (error) {
    if (error instanceof EmbeddedPostgresFailed) throw error;
    return false; // Starting, stopping or hanging: asked again until the time is up.
  } finally {
    await client.end().catch(() => undefined); // The server may be gone by now.
  }
}

/** Processes at work in the folder. A number alone proves nothing: after a restart it is some other program's. */
function processesIn(data: string, named: number): number[] {
  if (process.platform !== 'linux') return isPostgres(named) ? [named] : [];
  const folder = realpathSync(data);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(pid, folder));
}

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return commandOf(pid).includes(folder); // Not ours to look into, or gone.
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // Gone.
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return (
      process.platform === 'win32' ||
      execFileSync('ps', ['-o', 'command=', '-p', String(pid)])
        .toString()
        .includes('postgres')
    );
  } catch {
    return false; // Gone.
  }
}
