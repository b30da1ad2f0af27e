import { allowanceOf, type ActTable, leadActs, type Role, usualActs } from '#lead';
import type { EntityManager } from 'typeorm';
import type { MayDoView } from '../list/lead-summary-view';

/** How an agency works with its leads (B4, B7–B12). */
export interface LeadSettings {
  readonly version: number;
  /** The plan in use; null where there is none. */
  readonly planId: string | null;
  /** Days of the office that a lead may be left alone before it receives the plan. */
  readonly ignoredDays: number;
  /** The member to whom leads go that have completed their plan; null leaves them where they are. */
  readonly completedTo: string | null;
  readonly acts: ActTable;
}

export const usualSettings: LeadSettings = { version: 0, planId: null, ignoredDays: 3, completedTo: null, acts: usualActs };

/** As set, or the usual where nobody has set any. */
export async function readSettings(manager: EntityManager, agency: string): Promise<LeadSettings> {
  const rows: { settings: Omit<LeadSettings, 'version'>; version: number }[] = await manager.query(
    'select settings, version from lead_desk.lead_settings where agency = $1',
    [agency],
  );
  const [row] = rows;
  if (!row) return usualSettings;
  return { ...usualSettings, ...row.settings, acts: { ...usualActs, ...row.settings.acts }, version: row.version };
}

/** What a role may do, and whether it has to ask; what is not offered is not there. */
export function mayDo({ acts }: LeadSettings, role: Role): MayDoView[] {
  return leadActs.flatMap((act) => {
    const how = allowanceOf(acts, act, role);
    return how === 'notOffered' ? [] : [{ act, how }];
  });
}
