import type { Candidate } from '../candidates';
import { random } from './random';

/** F8: who has the fewest leads overall; among those who have equally few, any. @param chance from 0 to below 1 */
export function leastLeads(eligible: readonly Candidate[], chance: number): Candidate | undefined {
  const fewest = Math.min(...eligible.map(leadsOf));
  return random(
    eligible.filter((one) => leadsOf(one) === fewest),
    chance,
  );
}

const leadsOf = ({ leads }: Candidate): number => leads ?? 0;
