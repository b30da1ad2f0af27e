import type { DistributionRule, Pond } from '#lead';
import type { EntityManager } from 'typeorm';
import { findPond } from '../ponds/pond-rows';

/** The pond that a rule names, with those who may claim from it now; null where it names none, or one that was deleted. */
export async function pondOfRule(manager: EntityManager, agency: string, { pond = null }: DistributionRule): Promise<Pond | null> {
  const found = pond === null ? undefined : await findPond(manager, agency, pond);
  return found ? { pond: found.id, name: found.name, members: found.members.map(({ id }) => id) } : null;
}
