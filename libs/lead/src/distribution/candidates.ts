import type { DistributionRule } from './rule';

/** An agent of an office, as far as giving out leads asks. */
export interface Candidate {
  readonly agent: string;
  /** Whether they take leads at all (F13). */
  readonly receiving: boolean;
  /** RFC 3339 UTC; they are away until then. */
  readonly absentUntil: string | null;
  /** Leads ever assigned and not rejected, expired or withdrawn; deleted ones are out (F8). Null where the rule does not ask. */
  readonly leads: number | null;
  /** Which offer of the office their latest was, from 1; 0 before the first (F3). */
  readonly turn: number;
  /** How many were offered to them on this day of the office. */
  readonly today: number;
  /** They were offered this very lead, and it came to nothing. */
  readonly hadThis: boolean;
}

export type PassedOver =
  | { readonly why: 'notReceiving' }
  | { readonly why: 'absent'; readonly until: string }
  | { readonly why: 'atCap'; readonly offered: number; readonly cap: number }
  | { readonly why: 'hadThis' };

/** Why an agent is not asked now; nothing where they may be. The first reason that holds is told. */
export function passedOver(candidate: Candidate, { capPerDay }: Pick<DistributionRule, 'capPerDay'>, at: string): PassedOver | undefined {
  const { receiving, absentUntil, today, hadThis } = candidate;
  if (!receiving) return { why: 'notReceiving' };
  if (absentUntil !== null && absentUntil > at) return { why: 'absent', until: absentUntil };
  if (hadThis) return { why: 'hadThis' };
  if (capPerDay !== null && today >= capPerDay) return { why: 'atCap', offered: today, cap: capPerDay };
  return undefined;
}
