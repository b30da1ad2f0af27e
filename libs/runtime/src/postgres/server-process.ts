import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { type DataFolder, serverEnvironment } from './data-folder';
import { readPostmasterPid } from './leftover';
import { commandFor, type ServerUser } from './server-command';

const logLimitBytes = 5 * 2 ** 20;
const stopLimitMs = 60_000;

/**
 * Waits on its stdin, a pipe from us: when we are gone, however that came, the pipe ends and the server stops cleanly.
 * In a session of its own, so that Ctrl-C reaches the server through us alone, after what was taken is done.
 */
const watch =
  'exec 3<&0; "$@" </dev/null 3<&- & p=$!; (cat <&3 >/dev/null; kill -INT $p) & w=$!; wait $p; r=$?; kill $w 2>/dev/null; exit $r';

export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly logFrom: number;
  readonly exited: Promise<void>;

  constructor(
    private readonly folder: DataFolder,
    private readonly binaries: Binaries,
    readonly port: number,
    settings: readonly string[],
    user: ServerUser | undefined,
  ) {
    const before = statSync(folder.log, { throwIfNoEntry: false });
    if (before && before.size > logLimitBytes) renameSync(folder.log, `${folder.log}.old`);
    this.logFrom = before && before.size <= logLimitBytes ? before.size : 0;
    const file = openSync(folder.log, 'a', 0o600);
    const args = ['-D', folder.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    const watched = process.platform !== 'win32';
    const {
      command,
      args: rest,
      as,
    } = watched
      ? commandFor('sh', ['-c', watch, 'sh', binaries.postgres, ...args], user)
      : { command: binaries.postgres, args, as: undefined };
    this.child = spawn(command, rest, {
      cwd: folder.data,
      detached: watched,
      stdio: [watched ? 'pipe' : 'ignore', file, file],
      env: serverEnvironment(),
      windowsHide: true,
      ...as,
    });
    closeSync(file);
    this.child.stdin?.on('error', () => undefined); // The server ended first: `exited` tells.
    this.exited = new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.once('error', () => resolve());
    });
    // The server must not keep our process alive. The pipe is a socket, which its type does not say.
    this.child.unref();
    if (this.child.stdin instanceof Socket) this.child.stdin.unref();
  }

  get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What the server said since this start. */
  said(): string {
    return readFileSync(this.folder.log).subarray(this.logFrom).toString('utf8');
  }

  /** Resolves to false when it ended instead. */
  async ready(limitMs: number): Promise<boolean> {
    const until = Date.now() + limitMs;
    while (this.running && Date.now() < until) {
      if (readPostmasterPid(this.folder.data)?.state === 'ready') return true;
      await pause(25);
    }
    return false;
  }

  /** A clean stop: open transactions are undone, everything committed is on disk. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.ref();
    if (process.platform === 'win32') await promisify(execFile)(this.binaries.pgCtl, ['stop', '-D', this.folder.data, '-m', 'fast', '-w']);
    else this.child.stdin?.end();
    const timer = setTimeout(() => this.endAtOnce(), stopLimitMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** What was committed is in the write-ahead log, so the next start repairs it. */
  private endAtOnce(): void {
    const found = readPostmasterPid(this.folder.data);
    if (found) process.kill(found.pid, 'SIGQUIT');
  }
}
