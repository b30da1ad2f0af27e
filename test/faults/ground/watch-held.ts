import { readdirSync, readFileSync } from 'node:fs';
import type { Held } from '../check/facts';
import type { Ground } from './run';

const everyMs = 1_000;

/** Looks at what bridges and their database hold while a run goes on, and keeps the most of each. */
export class WatchHeld {
  private most: Held = { residentMiB: 0, handles: 0, connections: 0, diskMiB: 0 };
  private whenNewMiB: number | undefined;
  private looking: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly postgres: Ground['postgres'],
    private readonly database: string,
    private readonly pids: () => readonly number[],
  ) {
    this.timer = setInterval(() => void (this.looking = this.look()), everyMs);
    this.looking = this.look();
  }

  /** Looks a last time, no more after it, and tells the most. */
  async end(): Promise<Held> {
    clearInterval(this.timer);
    await this.looking;
    await this.look();
    return this.most;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const pids = this.pids();
    const database = await this.ofDatabase().catch(() => undefined); // It is away at the moment.
    this.whenNewMiB ??= database?.sizeMiB;
    this.keep({
      residentMiB: Math.max(0, ...pids.map(residentMiBOf)),
      handles: Math.max(0, ...pids.map(handlesOf)),
      connections: (database?.connections ?? 0) / Math.max(1, pids.length),
      diskMiB: (database?.sizeMiB ?? 0) - (this.whenNewMiB ?? 0),
    });
  }

  private keep(now: Held): void {
    this.most = {
      residentMiB: Math.max(this.most.residentMiB, now.residentMiB),
      handles: Math.max(this.most.handles, now.handles),
      connections: Math.max(this.most.connections, now.connections),
      diskMiB: Math.max(this.most.diskMiB, now.diskMiB),
    };
  }

  private async ofDatabase(): Promise<{ connections: number; sizeMiB: number } | undefined> {
    const { rows } = await this.postgres.asAdmin((admin) =>
      admin.query<{ connections: number; sizeMiB: number }>(
        `select count(*)::int connections, (pg_database_size($1) / 1048576)::float "sizeMiB"
         from pg_stat_activity where datname = $1 and application_name ~ ' (exchange|event log)$'`,
        [this.database],
      ),
    );
    return rows[0];
  }
}

/** The most a process ever held at once; nothing where it is gone, or the machine does not tell. */
function residentMiBOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

function handlesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}
