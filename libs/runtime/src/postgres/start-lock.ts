import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../error-code';
import { folderTaken } from './embedded-postgres-failed';

/** Lets one process at a time make or start the database of a folder; without it, one would end the other's as a leftover. */
export async function whileStarting<T>(dataDir: string, work: () => Promise<T>, limitMs = 90_000): Promise<T> {
  const file = join(dataDir, 'pg.starting');
  const mine = `${process.pid} ${startedAt(process.pid)}`;
  const until = Date.now() + limitMs;
  while (!tryWrite(file, mine)) {
    const holder = holderOf(file);
    if (holder === undefined || holder === mine || stale(holder)) setAside(file);
    else if (Date.now() > until) throw folderTaken(dataDir, `another start (process ${holder.split(' ')[0]})`);
    else await pause(100);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryWrite(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8') || undefined;
  } catch {
    return undefined; // Released meanwhile.
  }
}

function setAside(file: string): void {
  try {
    renameSync(file, `${file}.${process.pid}`);
    rmSync(`${file}.${process.pid}`, { force: true });
  } catch {
    // Released, or set aside by another who waits.
  }
}

function stale(holder: string): boolean {
  const [pid = '0', started = ''] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return codeOf(error) !== 'EPERM';
  }
  // The number may have gone to another process since, in a container nearly always.
  return startedAt(Number(pid)) !== started;
}

/** When a process began, in clock ticks since boot; empty where the system does not tell. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // Not Linux, or gone.
  }
}
