import type { Ground } from './ground';

/** What the ratio has to be: at least so much for what should be large, at most so much for what should be small. */
export interface Goal {
  readonly sense: 'atLeast' | 'atMost';
  readonly must: number | null;
  readonly aim: number | null;
}

/** One round: what the floor did, what we did, in the same unit. */
export interface Round {
  readonly floor: number;
  readonly ours: number;
}

export interface Measured {
  readonly id: string;
  readonly what: string;
  /** What the two figures are, such as "events/s". */
  readonly unit: string;
  readonly goal: Goal;
  readonly rounds: readonly Round[];
  /** What else a reader should know of this run. */
  readonly notes?: readonly string[];
}

export interface RunOptions {
  readonly ground: Ground;
  readonly rounds: number;
  /** A folder for CPU profiles of our processes. */
  readonly profileFolder?: string;
  say(what: string): void;
}

/** Rows that are measured together, because they share a contestant. */
export interface RowGroup {
  readonly ids: readonly string[];
  /** Beside another program, which is fetched and built: only where it is asked for. */
  readonly peer?: boolean;
  measure(o: RunOptions): Promise<Measured[]>;
}

export const atLeast = (must: number | null, aim: number | null): Goal => ({ sense: 'atLeast', must, aim });
export const atMost = (must: number | null, aim: number | null): Goal => ({ sense: 'atMost', must, aim });
