import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder } from '#runtime';
import { engineFlags } from '../../engine-flags';

const mostKept = 400_000;

export interface BridgeSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** The built entry below `dist`, the bridge's own unless told. */
  readonly entry?: string;
}

/** A whole bridge as a process of its own that can be killed, stopped, frozen and started again at the same address. */
export class BridgeUnderFault {
  private child: ChildProcess | undefined;
  private gone: Promise<number | null> = Promise.resolve(null);
  /** What all its processes said, for the search for leaks and for who wants to know why. */
  said = '';

  constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly o: BridgeSettings,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get operatorKey(): string {
    // The bridge's own file, in the shape it promises.
    return (JSON.parse(readFileSync(join(this.dataDir, 'access.json'), 'utf8')) as { operatorKey: string }).operatorKey;
  }

  /** Where the process that runs now shows its measures. */
  get metricsUrl(): string {
    return (JSON.parse(readFileSync(join(this.dataDir, 'address.json'), 'utf8')) as { metricsUrl: string }).metricsUrl;
  }

  /** Resolves when it is ready. @throws when it ends before that */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const entry = resolve(projectFolder(__dirname), 'dist', this.o.entry ?? 'apps/bridge/src/main.js');
    const base = Object.entries(process.env).filter(([name]) => !/^(BRIDGE_|METRICS_|OTEL_|KAFKA_|DATABASE_URL|EVENT_LOG|npm_)/.test(name));
    const environment = { ...Object.fromEntries(base), ...this.o.environment, ...more };
    const own = { BRIDGE_DATA_DIR: this.dataDir, BRIDGE_PORT: String(this.port), METRICS_PORT: '0', BRIDGE_DEMO: 'off' };
    // It ends with us, however we end.
    const guard = join(projectFolder(__dirname), 'apps/bridge/end-with-parent.cjs');
    const child = spawn(process.execPath, [...engineFlags, '-r', guard, entry], {
      env: { ...environment, ...own },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    let over = false;
    this.gone = new Promise((done) => void child.once('exit', (code) => ((over = true), done(code))));
    const keep = (chunk: Buffer): void => void (this.said = (this.said + chunk.toString()).slice(-mostKept));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const until = performance.now() + 90_000;
    while (!(await this.isReady())) {
      if (performance.now() > until) throw new TypeError(`the bridge was not ready within 90 s: ${this.said.slice(-1_500)}`);
      if (over) throw new TypeError(`the bridge ended while it started: ${this.said.slice(-1_500)}`);
      await pause(50);
    }
  }

  /** Starts, and again while the start fails, as a supervisor would. */
  async insistOnStart(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    for (;;) {
      try {
        return await this.start();
      } catch (error) {
        if (performance.now() > until) throw error;
        await pause(500);
      }
    }
  }

  /** Whether its event loop turns. */
  async lives(): Promise<boolean> {
    return (await fetch(`${this.url}/health/live`, { signal: AbortSignal.timeout(5_000) })).ok;
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Resolves with its exit code once it is gone. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.signal(signal);
    return this.gone;
  }

  get ended(): Promise<number | null> {
    return this.gone;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(3_000) })).ok;
    } catch {
      return false; // It does not listen yet.
    }
  }
}
