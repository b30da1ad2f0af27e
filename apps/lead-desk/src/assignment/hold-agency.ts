import type { EntityManager } from 'typeorm';
import { lockAgencies, lockDesk } from '../take-events/lock-desk';

/**
 * Whoever gives out leads of an agency, or changes what the desk knows of its people, does it alone, so that turns and limits are exact however
 * many processes give out at once (F3). Taken before anything is read for a change, and held to the end of the transaction.
 */
export async function holdAgency(manager: EntityManager, agency: string): Promise<void> {
  await lockDesk(manager, 'shared');
  await lockAgencies(manager, [agency]);
}
