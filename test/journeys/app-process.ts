import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** One app as a process of its own; what it says is kept, and can be waited for. */
export class AppProcess {
  stdout = '';
  stderr = '';
  /** Its exit code when it is done and its output is closed; `null` where a signal ended it. */
  readonly done: Promise<number | null>;
  private readonly lookers = new Set<() => void>();

  protected constructor(
    readonly app: string,
    protected readonly child: ChildProcess,
  ) {
    this.done = new Promise((resolveWith) => void child.once('close', resolveWith));
    child.stdout?.on('data', (chunk: Buffer) => this.heard(() => (this.stdout += chunk.toString())));
    child.stderr?.on('data', (chunk: Buffer) => this.heard(() => (this.stderr += chunk.toString())));
  }

  /** As `npm run start:APP` runs it. */
  static start(app: string, environment: Readonly<Record<string, string>>, args: readonly string[] = []): AppProcess {
    const child = spawn(process.execPath, [resolve(root, `dist/apps/${app}/src/main.js`), ...args], {
      env: { ...process.env, BRIDGE_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new AppProcess(app, child);
  }

  /** Resolves with the match once it said this; rejects when it ended without. */
  said(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((found, fail) => {
      const look = (): void => {
        const match = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
        if (!match) return;
        this.lookers.delete(look);
        found(match);
      };
      this.lookers.add(look);
      look();
      void this.done.then((code) => fail(new TypeError(`${this.app} ended with ${code} and never said ${pattern}: ${this.stderr}`)));
    });
  }

  /** Where it listens, once it says so. */
  async url(): Promise<string> {
    return (await this.said(/listens at (http:\/\/[^"\s]+)/))[1] ?? '';
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.done;
  }

  private heard(keep: () => void): void {
    keep();
    for (const look of [...this.lookers]) look();
  }
}
