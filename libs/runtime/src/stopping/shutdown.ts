import type { Logger } from '../observing/logger';

/** In this order: nothing new comes in, what was taken is done, then connections go. */
const stopPhases = ['stopTaking', 'finish', 'close'] as const;
export type StopPhase = (typeof stopPhases)[number];

interface Step {
  readonly name: string;
  readonly work: () => unknown;
}

export interface ShutdownOptions {
  readonly log?: Pick<Logger, 'info' | 'error' | 'warn'>;
  /** After so long what hangs is left behind; what was taken is durable, so nothing is lost by it. */
  readonly limitMs?: number;
  readonly exit?: (code: number) => void;
}

/** Stops a process in order, once, whatever asks for it and how often. */
export class Shutdown {
  private readonly steps: Record<StopPhase, Step[]> = { stopTaking: [], finish: [], close: [] };
  private running: Promise<boolean> | undefined;

  constructor(private readonly o: ShutdownOptions = {}) {}

  get begun(): boolean {
    return this.running !== undefined;
  }

  /** Steps of one phase run side by side, those of `close` one after another, the last registered first. */
  on(phase: StopPhase, name: string, work: () => unknown): this {
    this.steps[phase].push({ name, work });
    return this;
  }

  /** Resolves to whether every step ended well and in time. */
  run(why: string): Promise<boolean> {
    this.running ??= this.stop(why);
    return this.running;
  }

  /** SIGTERM, SIGINT and SIGHUP stop the process in order; a second one ends it at once. Returns how to stop listening. */
  listen(source: Pick<NodeJS.Process, 'on' | 'off'> = process): () => void {
    const exit = this.o.exit ?? ((code: number) => process.exit(code));
    const signals: NodeJS.Signals[] = process.platform === 'win32' ? ['SIGTERM', 'SIGINT'] : ['SIGTERM', 'SIGINT', 'SIGHUP'];
    const heard = (signal: NodeJS.Signals): void => {
      if (this.begun) {
        this.o.log?.warn(`${signal} again: ending at once`);
        exit(130);
        return;
      }
      void this.run(signal).then((well) => exit(well ? 0 : 1));
    };
    for (const signal of signals) source.on(signal, heard);
    return () => signals.forEach((signal) => source.off(signal, heard));
  }

  private async stop(why: string): Promise<boolean> {
    this.o.log?.info({ why }, 'stopping');
    const limit = this.o.limitMs ?? 30_000;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => {
        this.o.log?.error({ limitMs: limit }, 'did not stop in time: leaving what hangs behind');
        resolve(false);
      }, limit);
    });
    const well = await Promise.race([this.phases(), late]);
    clearTimeout(timer);
    if (well) this.o.log?.info('stopped');
    return well;
  }

  private async phases(): Promise<boolean> {
    let well = true;
    const attempt = async (step: Step): Promise<void> => {
      try {
        await step.work();
      } catch (error) {
        well = false; // The others still get their turn: one that fails must not keep the database open.
        this.o.log?.error({ err: error, step: step.name }, 'a step of stopping failed');
      }
    };
    await Promise.all(this.steps.stopTaking.map(attempt));
    await Promise.all(this.steps.finish.map(attempt));
    for (const step of this.steps.close.toReversed()) await attempt(step);
    return well;
  }
}
