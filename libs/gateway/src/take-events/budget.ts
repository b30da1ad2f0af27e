export interface BudgetSettings {
  /** Events a participant may hand in per second, on average. */
  readonly eventsPerSecond: number;
  /** Events it may hand in at once after a quiet time; never less than one full batch. */
  readonly burst: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** A token bucket per participant: one that floods waits, the others do not notice. Bounded by the participants there are. */
export class Budgets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly settings: BudgetSettings | undefined,
    private readonly nowMs: () => number,
  ) {}

  /** Takes `events` from the budget; otherwise takes nothing and says after how many whole seconds to come again. */
  spend(participant: string, events: number): { ok: true } | { ok: false; retryAfterSeconds: number } {
    if (this.settings === undefined) return { ok: true };
    const { eventsPerSecond, burst } = this.settings;
    const now = this.nowMs();
    let bucket = this.buckets.get(participant);
    if (bucket === undefined) this.buckets.set(participant, (bucket = { left: burst, at: now }));
    // A clock that was set back gives nothing and takes nothing.
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) / 1000) * eventsPerSecond);
    bucket.at = now;
    if (bucket.left >= events) {
      bucket.left -= events;
      return { ok: true };
    }
    return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((events - bucket.left) / eventsPerSecond)) };
  }
}
