import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** How long an answer, or that there was none, is given again without asking. */
  readonly keepMs: number;
  /** How long somebody waits for an answer. */
  readonly waitMs: number;
  /** When a question without an answer is asked anew; until then there is never a second one under way. */
  readonly giveUpMs: number;
}

export const usualPatience: Patience = { keepMs: 5_000, waitMs: 3_000, giveUpMs: 30_000 };

interface Asking {
  readonly since: number;
  readonly over: Promise<void>;
}

/** A question asked by one for all, some seconds apart: many scrapes cost no more than one, and none of them fails or hangs over it. */
export class AskedSeldom<T> {
  private known: { readonly at: number; readonly answer: T | undefined } | undefined;
  private asking: Asking | undefined;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly patience: Patience,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  /** Nothing where there is no answer at present. */
  async answer(): Promise<T | undefined> {
    const now = performance.now();
    const { keepMs, waitMs, giveUpMs } = this.patience;
    if (this.known && now - this.known.at < keepMs) return this.known.answer;
    const { over } = this.asking && now - this.asking.since <= giveUpMs ? this.asking : this.begin(now);
    const ended = new AbortController();
    const late = pause(waitMs, undefined, { signal: ended.signal, ref: false }).catch(() => undefined); // It is cut short by the answer.
    await Promise.race([over, late]);
    ended.abort();
    return this.known && this.known.at >= now ? this.known.answer : undefined;
  }

  private begin(since: number): Asking {
    const settle = (answer: T | undefined): void => {
      // An answer to a question that was given up comes too late.
      if (this.asking !== asking) return;
      this.known = { at: performance.now(), answer };
      this.asking = undefined;
    };
    const over = this.ask().then(settle, (error: unknown) => {
      settle(undefined);
      this.onTrouble(error);
    });
    const asking: Asking = { since, over };
    this.asking = asking;
    return asking;
  }
}
