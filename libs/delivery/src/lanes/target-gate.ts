const failuresToOpen = 5;
const longestPauseMs = 30_000;

/** What was loaded ahead of its turn waits about so long at most, because it grows old. */
const aheadMs = 250;
/** Times as many queues ahead as may run. */
const mostAhead = 4;

/** How much one target may be asked at present: its connections while it answers, a single probe after a pause while it does not. */
export class TargetGate {
  private running = 0;
  private ahead = 0;
  private readonly waiting: ((goes: boolean) => void)[] = [];
  private failures = 0;
  private openUntil = 0;
  private tookAt = Number.NEGATIVE_INFINITY;
  /** What a request takes at present; nobody knows before the first. */
  private requestMs = 0;

  constructor(private readonly concurrency: number) {}

  /**
   * How many queues may be loaded: as many as may run, and while runs end quickly others ahead of their turn. Then many are asked
   * for at a time, because a look costs the same for one and for many.
   */
  free(nowMs: number): number {
    if (this.open) return nowMs < this.openUntil || this.running > 0 ? 0 : 1;
    const most = this.concurrency * (1 + this.ahead);
    const room = most - this.running - this.waiting.length;
    return this.ahead > 0 && room < most / 2 ? 0 : room;
  }

  /** It failed so often that it is asked once in a while only. */
  get open(): boolean {
    return this.failures >= failuresToOpen;
  }

  get idle(): boolean {
    return this.running === 0 && this.waiting.length === 0;
  }

  get inFlight(): number {
    return this.running;
  }

  /** It is asked as much at once as may be: whoever comes now waits. */
  get full(): boolean {
    return this.running >= this.concurrency;
  }

  /** Whether it answers at present, and took something within the hour. */
  takes(nowMs: number): boolean {
    return !this.open && nowMs - this.tookAt <= 3_600_000;
  }

  /** Resolves when there is room at the target; false where it stopped answering meanwhile, and nothing is to be sent. */
  enter(): Promise<boolean> {
    if (this.running < this.concurrency) {
      this.running += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => void this.waiting.push(resolve));
  }

  /** How many more queues this target is likely to take within so many milliseconds; none where one alone takes a quarter of that. */
  roomWithin(ms: number): number {
    if (this.open || this.requestMs > ms / 4) return 0;
    // Nobody knows yet how quick it is: what it takes at once, then nothing more before it has answered.
    if (this.requestMs === 0) return this.idle ? this.concurrency : 0;
    return Math.floor((ms * this.concurrency) / Math.max(0.1, this.requestMs)) - this.running - this.waiting.length;
  }

  /** Passes the room on to who waits longest, and learns from the run, if there was one. */
  leave(run?: { readonly tookMs: number; /** At least one. */ readonly requests: number }): void {
    if (run) {
      this.ahead = Math.min(mostAhead, Math.floor(aheadMs / Math.max(1, run.tookMs)));
      const each = run.tookMs / run.requests;
      this.requestMs = this.requestMs === 0 ? each : this.requestMs + (each - this.requestMs) / 8;
    }
    const next = this.waiting.shift();
    if (next) next(true);
    else this.running -= 1;
  }

  /** A request was not answered for so long: what is known of its pace holds no more. */
  late(ms: number): void {
    this.requestMs = Math.max(this.requestMs, ms);
  }

  succeeded(nowMs: number): void {
    this.failures = 0;
    this.tookAt = nowMs;
  }

  failed(nowMs: number, chance: number, retryAfterMs = 0): void {
    this.failures += 1;
    const pause = Math.min(longestPauseMs, 500 * 2 ** Math.min(10, Math.max(0, this.failures - failuresToOpen)));
    this.openUntil = nowMs + Math.max(retryAfterMs, pause * (0.5 + chance / 2));
    if (this.open) for (const wait of this.waiting.splice(0)) wait(false);
  }
}

/** Pause before a person's next attempt: doubling with jitter up to a minute, never less than the target asked for. */
export function retryDelayMs(attempts: number, chance: number, retryAfterMs = 0): number {
  return Math.max(retryAfterMs, Math.min(60_000, 500 * 2 ** Math.min(attempts, 12)) * (0.5 + chance / 2));
}
