import type { EntityManager } from 'typeorm';

/** Somebody said that two persons are one; `stands` no longer where it was undone. */
export interface HandMerge {
  readonly agency: string;
  readonly a: string;
  readonly b: string;
  readonly stands: boolean;
}

/** Merges by hand in which these persons are one of the two, for whoever groups persons by other keys as well. */
export function mergesByHand(manager: EntityManager, agencies: readonly string[], persons: readonly string[]): Promise<HandMerge[]> {
  if (persons.length === 0) return Promise.resolve([]);
  return manager.query(
    `select agency, a, b, undone_at is null as stands from exchange.person_links where rule = 'merge' and agency = any($1) and a = any($2)
     union select agency, a, b, undone_at is null as stands from exchange.person_links where rule = 'merge' and agency = any($1) and b = any($2)`,
    [[...new Set(agencies)], [...new Set(persons)]],
  );
}
