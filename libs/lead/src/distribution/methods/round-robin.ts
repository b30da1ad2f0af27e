import type { Candidate } from '../candidates';

/**
 * F3: each receiving agent in turn, then again from the first. Whose turn is longest ago is next, so that who comes or goes moves
 * nobody else's; before the first turn the office's own order holds.
 */
export function roundRobin(eligible: readonly Candidate[]): Candidate | undefined {
  return eligible.reduce<Candidate | undefined>((next, one) => (next === undefined || one.turn < next.turn ? one : next), undefined);
}
