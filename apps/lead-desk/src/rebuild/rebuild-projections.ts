import type { InboxHistory } from '#delivery';
import type { DataSource, EntityManager } from 'typeorm';
import { lockDesk } from '../take-events/lock-desk';
import { project } from '../take-events/project';
import { inboxBehind } from './inbox-behind';
import { RebuildTooEarly } from './rebuild-too-early';

/** What is folded from events. Marks, ticks, hand-written notes, members and sessions are not among them. */
const folded = [
  'person_details',
  'person_keys',
  'people',
  'households',
  'timeline',
  'searches',
  'inferred_interests',
  'saved_properties',
  'ownerships',
  'consents',
  'leads',
  'lead_list',
  'todos',
];

export interface RebuildOptions {
  /** Sees every agency. */
  readonly db: DataSource;
  readonly history: Pick<InboxHistory, 'rows'>;
  readonly onProgress?: (events: number) => void;
}

/**
 * Empties what was folded from events and folds it again from the inbox, in one transaction: readers see the old until the new
 * is whole. What people did in the desk stays, and so does that somebody was erased.
 * @returns the number of events folded
 * @throws RebuildTooEarly while the inbox lacks events the desk has read
 */
export async function rebuildProjections({ db, history, onProgress }: RebuildOptions): Promise<number> {
  return db.transaction(async (manager) => {
    await lockDesk(manager, 'alone');
    const behind = await inboxBehind(manager);
    if (behind.length > 0) throw new RebuildTooEarly(behind);
    await empty(manager);
    let count = 0;
    for await (const page of history.rows({})) {
      await project(manager, page);
      count += page.length;
      onProgress?.(count);
    }
    return count;
  });
}

async function empty(manager: EntityManager): Promise<void> {
  for (const table of folded) await manager.query(`delete from lead_desk.${table}`);
  await manager.query('delete from lead_desk.notes where made_from is not null');
  await manager.query('delete from lead_desk.persons where erased_at is null');
}
