export type OwnershipState = 'claimed' | 'confirmed' | 'refuted' | 'ended';

/** The back office's word counts, else the claim, which is soft and unlocks nothing (P13, P14). */
export function ownershipState(word: string | null): OwnershipState {
  return word === 'confirmed' || word === 'refuted' || word === 'ended' ? word : 'claimed';
}
