import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { AppProcess } from '../journeys/app-process';
import { until } from '../journeys/until';

const root = resolve(__dirname, '../..');
const run = promisify(execFile);

export const ready = /Ctrl-C stops everything/;

/** The bridge as `npm start` runs it, in a process group of its own, as a terminal does. */
export class StartedBridge extends AppProcess {
  constructor(dataDir: string, environment: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, ['apps/bridge/start.cjs'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...plainEnvironment(), BRIDGE_DATA_DIR: dataDir, BRIDGE_PORT: '0', ...environment },
    });
    super('bridge', child);
  }

  /** A signal to the whole group: what Ctrl-C and a closed terminal are. Resolves to the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
    return this.done;
  }
}

/** The command line, from the same clone. */
export async function peopleExchange(dataDir: string, ...words: string[]): Promise<string> {
  const args = ['apps/cli/people-exchange.cjs', '--data-dir', dataDir, ...words];
  return (await run(process.execPath, args, { cwd: root, env: plainEnvironment() })).stdout;
}

/** Runs a line as a person would who pastes it. */
export async function paste(line: string): Promise<string> {
  return (await run('sh', ['-c', line])).stdout;
}

/** Processes that have the folder on their command line or work in it: database and whoever watches it. */
export function processesOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && commandOf(pid).includes(dataDir));
}

export async function nothingIsLeftOf(dataDir: string): Promise<void> {
  await until(() => processesOf(dataDir).length === 0);
}

/** Ours without what a person at a terminal does not have: settings, and the marks of npm and Jest. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(npm_|BRIDGE_|KAFKA_|LOG_|TEST_|JEST_|NODE_OPTIONS|NODE_ENV|OTEL_|METRICS_|DATABASE_URL|EVENT_LOG)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // Gone.
  }
}
