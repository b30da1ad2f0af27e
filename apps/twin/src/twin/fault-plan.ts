import { Chance } from '../day/chance';

/** How a twin treats one call. `dropped` and `hung` may come after the event was applied: then only the answer is lost. */
export type Behaviour =
  | { kind: 'ok'; afterMs: number }
  | { kind: 'refuse'; status: number; retryAfterSeconds?: number }
  | { kind: 'hang'; applied: boolean }
  | { kind: 'drop'; applied: boolean };

/** Shares are parts of all first calls (0–1); windows are counted in milliseconds from the first call. */
export interface FaultPlan {
  seed: string;
  slow: number;
  slowMs: readonly [number, number];
  error500: number;
  unavailable503: number;
  tooMany429: number;
  hang: number;
  drop: number;
  /** Refused for good with 422. */
  refused422?: number;
  /** Sent elsewhere with 302, where nobody may go. */
  redirected302?: number;
  windows: readonly FaultWindow[];
  /** From this attempt on (1 is the first) a call outside a window is always taken, so that a day ends. */
  kindFromAttempt: number;
}

export interface FaultWindow {
  fromMs: number;
  forMs: number;
  /** `away` drops the connection unread, `unavailable` answers 503 with Retry-After: 1 */
  how: 'away' | 'unavailable';
}

export const noFaults: FaultPlan = {
  seed: 'calm',
  slow: 0,
  slowMs: [0, 0],
  error500: 0,
  unavailable503: 0,
  tooMany429: 0,
  hang: 0,
  drop: 0,
  windows: [],
  kindFromAttempt: 1,
};

/** The faults of the demo: slow, wrong or not there at all at times. */
export function dayFaults(seed: string): FaultPlan {
  return {
    seed,
    slow: 0.03,
    slowMs: [50, 800],
    error500: 0.008,
    unavailable503: 0.006,
    tooMany429: 0.004,
    hang: 0.0015,
    drop: 0.008,
    windows: [{ fromMs: 8_000, forMs: 5_000, how: seed.length % 2 ? 'away' : 'unavailable' }],
    kindFromAttempt: 3,
  };
}

/**
 * What happens to one call. Pure: the same delivery and attempt always meet the same fault.
 * @param attempt how often this webhook-id has come, this call included
 * @param sinceFirstMs time since the twin's first call
 */
export function behaviourOf(plan: FaultPlan, webhookId: string, attempt: number, sinceFirstMs: number): Behaviour {
  const window = plan.windows.find((w) => sinceFirstMs >= w.fromMs && sinceFirstMs < w.fromMs + w.forMs);
  if (window?.how === 'away') return { kind: 'drop', applied: false };
  if (window?.how === 'unavailable') return { kind: 'refuse', status: 503, retryAfterSeconds: 1 };
  if (attempt >= plan.kindFromAttempt) return { kind: 'ok', afterMs: 0 };
  const chance = new Chance(`${plan.seed}:${webhookId}:${attempt}`);
  let draw = chance.real();
  const falls = (share: number) => {
    const hit = draw >= 0 && draw < share;
    draw -= share;
    return hit;
  };
  if (falls(plan.slow)) return { kind: 'ok', afterMs: chance.int(...plan.slowMs) };
  if (falls(plan.error500)) return { kind: 'refuse', status: 500 };
  if (falls(plan.unavailable503)) return { kind: 'refuse', status: 503, retryAfterSeconds: 1 };
  if (falls(plan.tooMany429)) return { kind: 'refuse', status: 429, retryAfterSeconds: 1 };
  if (falls(plan.hang)) return { kind: 'hang', applied: chance.maybe(0.5) };
  if (falls(plan.drop)) return { kind: 'drop', applied: chance.maybe(0.5) };
  if (falls(plan.refused422 ?? 0)) return { kind: 'refuse', status: 422 };
  if (falls(plan.redirected302 ?? 0)) return { kind: 'refuse', status: 302 };
  return { kind: 'ok', afterMs: 0 };
}
