const failuresToOpen = 5;
const longestPauseMs = 30_000;

/** How much one target may be asked at present: its connections while it answers, a single probe after a pause while it does not. */
export class TargetGate {
  private running = 0;
  private failures = 0;
  private openUntil = 0;
  private tookAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly concurrency: number) {}

  free(nowMs: number): number {
    if (!this.open) return this.concurrency - this.running;
    return nowMs < this.openUntil || this.running > 0 ? 0 : 1;
  }

  /** It failed so often that it is asked once in a while only. */
  get open(): boolean {
    return this.failures >= failuresToOpen;
  }

  get inFlight(): number {
    return this.running;
  }

  /** Whether it answers at present, and took something within the hour. */
  takes(nowMs: number): boolean {
    return !this.open && nowMs - this.tookAt <= 3_600_000;
  }

  enter(): void {
    this.running += 1;
  }

  leave(): void {
    this.running -= 1;
  }

  succeeded(nowMs: number): void {
    this.failures = 0;
    this.tookAt = nowMs;
  }

  failed(nowMs: number, chance: number, retryAfterMs = 0): void {
    this.failures += 1;
    const pause = Math.min(longestPauseMs, 500 * 2 ** Math.min(10, Math.max(0, this.failures - failuresToOpen)));
    this.openUntil = nowMs + Math.max(retryAfterMs, pause * (0.5 + chance / 2));
  }
}

/** Pause before a person's next attempt: doubling with jitter up to a minute, never less than the target asked for. */
export function retryDelayMs(attempts: number, chance: number, retryAfterMs = 0): number {
  return Math.max(retryAfterMs, Math.min(60_000, 500 * 2 ** Math.min(attempts, 12)) * (0.5 + chance / 2));
}
