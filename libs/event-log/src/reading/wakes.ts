import { setTimeout as pause } from 'node:timers/promises';

/** Readers of this process that wait at the end of a topic; an append of the same process wakes them, polling does the rest. */
export class Wakes {
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly rounds = new Map<string, number>();

  wake(topic: string): void {
    this.rounds.set(topic, this.round(topic) + 1);
    for (const waking of this.waiting.get(topic) ?? []) waking();
  }

  /** Grows with each append; compared before and after a look, so that no append between is slept over. */
  round(topic: string): number {
    return this.rounds.get(topic) ?? 0;
  }

  async wait(topic: string, seen: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.round(topic) !== seen) return;
    const sleeping = new AbortController();
    const waking = (): void => sleeping.abort();
    const here = this.waiting.get(topic) ?? new Set();
    this.waiting.set(topic, here.add(waking));
    // Cut short by a wake or a stop, which is what it is for.
    await pause(ms, undefined, { signal: AbortSignal.any([sleeping.signal, signal]) }).catch(() => undefined);
    here.delete(waking);
  }
}
