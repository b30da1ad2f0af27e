import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { lockAgencies, lockDesk } from './lock-desk';
import { refreshLeadsOf } from '../leads/refresh-leads';
import { refreshPeople } from './refresh-people';
import { clustersMerged, regroup } from './regroup';

/** Shows two who were merged by hand as one at once, and as two again when it was undone; else their next event would. */
export function followMerge(db: DataSource, agency: string, personId: string): Promise<void> {
  return inAgency(db, agency, async (manager) => {
    await lockDesk(manager, 'shared');
    await lockAgencies(manager, [agency]);
    const humans = await regroup(manager, await clustersMerged(manager, [agency], [personId]));
    await refreshPeople(manager, humans);
    await refreshLeadsOf(manager, humans);
  });
}
