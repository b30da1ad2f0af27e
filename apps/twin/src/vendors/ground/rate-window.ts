export interface Rate {
  /** So many requests … */
  requests: number;
  /** … in any stretch of this length. */
  perMs: number;
}

export interface RateState {
  allowed: boolean;
  remaining: number;
  /** Whole seconds until the next one is allowed; 0 when it is now. */
  retryAfterSeconds: number;
}

/** A sliding window, one for each key: a request that is refused does not count. */
export class RateWindow {
  private readonly taken = new Map<string, number[]>();

  constructor(readonly rate: Rate) {}

  take(key: string, at: Date): RateState {
    const now = at.getTime();
    const inside = (this.taken.get(key) ?? []).filter((then) => then > now - this.rate.perMs);
    const allowed = inside.length < this.rate.requests;
    if (allowed) inside.push(now);
    this.taken.set(key, inside);
    const oldest = inside[0] ?? now;
    return {
      allowed,
      remaining: Math.max(0, this.rate.requests - inside.length),
      retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((oldest + this.rate.perMs - now) / 1_000)),
    };
  }
}
