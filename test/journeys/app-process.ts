import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** One app as a process of its own, as `npm run start:APP` runs it. */
export class AppProcess {
  private said = '';
  private readonly gone: Promise<number | null>;

  private constructor(
    readonly app: string,
    private readonly child: ChildProcess,
  ) {
    this.gone = new Promise((done) => void child.once('exit', done));
    const keep = (chunk: Buffer): void => void (this.said = (this.said + chunk.toString()).slice(-8_000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  static start(app: string, environment: Readonly<Record<string, string>>, args: readonly string[] = []): AppProcess {
    const main = resolve(__dirname, `../../dist/apps/${app}/src/main.js`);
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, BRIDGE_PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new AppProcess(app, child);
  }

  /** Where it listens, once it says so. */
  async url(): Promise<string> {
    return new Promise((done, fail) => {
      const look = (): void => {
        const found = /listens at (http:\/\/[^"\s]+)/.exec(this.said)?.[1];
        if (found) done(found);
      };
      this.child.stdout?.on('data', look);
      look();
      void this.gone.then((code) => fail(new TypeError(`${this.app} ended with ${code}: ${this.said}`)));
    });
  }

  /** Its exit code when it is done. */
  done(): Promise<number | null> {
    return this.gone;
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.gone;
  }
}
