/** What somebody said of a person and a dwelling. */
export interface OwnerWord {
  readonly participant: string;
  readonly state: 'claimed' | 'confirmed' | 'refuted' | 'ended';
  readonly capacity: string;
  /** The sender's own version of the entity; 0 for none. */
  readonly version: bigint;
  readonly at: Date;
  readonly until: Date | undefined;
}

export type Ownership =
  { readonly state: 'confirmed'; readonly capacity: string } | { readonly state: 'none' | 'claimed' | 'refuted' | 'ended' };

/**
 * What stands: the newest word of the back offices, else the claim. Versions are one back office's own, so they order its words alone;
 * between several the later word counts, and of two at one moment the one that lets nobody in.
 */
export function ownershipOf(words: readonly OwnerWord[], now: Date): Ownership {
  const newest = new Map<string, OwnerWord>();
  for (const word of words) {
    if (word.state === 'claimed') continue;
    const other = newest.get(word.participant);
    if (!other || byVersion(other, word) < 0) newest.set(word.participant, word);
  }
  const [last] = [...newest.values()].toSorted((a, b) => byTime(b, a));
  if (!last) return { state: words.length > 0 ? 'claimed' : 'none' };
  if (last.state !== 'confirmed') return { state: last.state };
  return last.until !== undefined && last.until <= now ? { state: 'ended' } : { state: 'confirmed', capacity: last.capacity };
}

function byVersion(a: OwnerWord, b: OwnerWord): number {
  return a.version === b.version ? byTime(a, b) : a.version < b.version ? -1 : 1;
}

function byTime(a: OwnerWord, b: OwnerWord): number {
  return a.at.getTime() - b.at.getTime() || Number(a.state !== 'confirmed') - Number(b.state !== 'confirmed');
}
