import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { engineFlags } from '../../engine-flags';

const running = new Set<ChildProcess>();

/** None of ours outlives us. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function keep(child: ChildProcess): Promise<void> {
  running.add(child);
  return new Promise(
    (resolve) =>
      void child.once('exit', () => {
        running.delete(child);
        resolve();
      }),
  );
}

async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(late);
}

interface Told {
  readonly failed?: string;
  readonly answer?: unknown;
}

/** A part of the bench in a process of its own, asked one thing at a time. */
export class Part {
  private readonly gone: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    this.gone = keep(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @param file below this folder's parent, without its ending */
  static start(file: string, execArgv: readonly string[] = []): Part {
    return new Part(
      fork(join(__dirname, '..', `${file}.js`), [], { execArgv: [...execArgv], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
  }

  ask<Answer>(question: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const onExit = (): void => reject(new TypeError(`${this.child.spawnargs.at(-1)} ended before it answered`));
      this.child.once('exit', onExit);
      this.child.once('message', (told: Told) => {
        this.child.off('exit', onExit);
        if (told.failed !== undefined) reject(new TypeError(told.failed));
        // The part's own file says which question gets which answer.
        else resolve(told.answer as Answer);
      });
      this.child.send(question);
    });
  }

  stop(): Promise<void> {
    return end(this.child, this.gone);
  }
}

/** Answers the one who started this process, in a part's own file. */
export function answerWith<Question>(answer: (question: Question) => Promise<unknown> | unknown): void {
  process.on('disconnect', () => process.exit(0));
  // An exit of its own writes what a profiler has gathered; a signal would not.
  process.on('SIGTERM', () => process.exit(0));
  process.on('message', (question: Question) => {
    void (async () => answer(question))().then(
      (given) => process.send?.({ answer: given }),
      (error: unknown) => process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

/** One of the bridge's own programs, as `npm run start:APP` runs it. */
export class App {
  private said = '';
  private readonly gone: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {
    this.gone = keep(child);
    for (const out of [child.stdout, child.stderr]) out?.on('data', (chunk: Buffer) => (this.said = (this.said + chunk).slice(-20_000)));
  }

  static async start(
    file: string,
    environment: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = [],
  ): Promise<{ app: App; url: string }> {
    const child = spawn(process.execPath, [...engineFlags, ...nodeArgs, file], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const app = new App(child, file);
    return { app, url: await app.address() };
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it said last, for the report of a failure. */
  get lastWords(): string {
    return this.said;
  }

  stop(): Promise<void> {
    return end(this.child, this.gone);
  }

  private async address(): Promise<string> {
    const end = performance.now() + 60_000;
    let over = false;
    void this.gone.then(() => (over = true));
    for (;;) {
      const found = /listens at (http:\/\/[^"\s]+)/.exec(this.said)?.[1];
      if (found !== undefined) return found;
      if (over || performance.now() > end) throw new TypeError(`${this.name} did not start: ${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
