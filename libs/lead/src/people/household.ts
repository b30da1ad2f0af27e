export interface Household {
  readonly id: string;
  readonly members: readonly string[];
}

/**
 * The household of a person: the newest told that names her, else the group of one that is made with every person (P12).
 * Her own id names that group.
 */
export function householdOf(personId: string, told: readonly (Household & { readonly stamp: string })[]): Household {
  const [newest] = told.filter((one) => one.members.includes(personId)).sort((a, b) => (a.stamp > b.stamp ? -1 : 1));
  return newest ? { id: newest.id, members: newest.members } : { id: personId, members: [personId] };
}
