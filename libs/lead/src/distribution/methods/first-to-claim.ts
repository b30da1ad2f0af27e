import type { Candidate } from '../candidates';

/** X11: all who may have it are asked at once, and the first who claims it has it. */
export function firstToClaim(eligible: readonly Candidate[]): readonly Candidate[] {
  return eligible;
}
