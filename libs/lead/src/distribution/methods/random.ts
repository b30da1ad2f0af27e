import type { Candidate } from '../candidates';

/** F7: any of the receiving agents, each as likely. @param chance from 0 to below 1 */
export function random(eligible: readonly Candidate[], chance: number): Candidate | undefined {
  return eligible[Math.floor(chance * eligible.length)];
}
