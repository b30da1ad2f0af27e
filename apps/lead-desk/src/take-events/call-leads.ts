import { decide, type LeadAbout, type LeadCall, type LeadMark } from '#lead';
import type { EntityManager } from 'typeorm';
import { digestOf } from './digest';

export interface CalledLead {
  readonly agency: string;
  readonly lead_id: string;
  readonly person_id: string;
  readonly intent: string;
  readonly after_mark: string | null;
  readonly opened_at: string;
  readonly opened_by: string;
  readonly opened_stamp: string;
  readonly about: LeadAbout | null;
}

/** The marks people set on the leads of those who call now. */
async function marksOf(manager: EntityManager, calls: readonly LeadCall[]): Promise<LeadMark[]> {
  if (calls.length === 0) return [];
  const rows: (Omit<LeadMark, 'at'> & { at: Date })[] = await manager.query(
    `select id, person_id, intent, what, value, at from lead_desk.lead_marks where agency = any($1) and person_id = any($2)`,
    [[...new Set(calls.map((call) => call.agency))], [...new Set(calls.map((call) => call.person_id))]],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The lead each call opens or joins, by the entry of its event. */
export async function callLeads(manager: EntityManager, calls: readonly LeadCall[]): Promise<Map<string, CalledLead>> {
  const marks = await marksOf(manager, calls);
  return new Map(
    calls.map((call) => {
      const state = decide(call, marks);
      const lead_id = digestOf('lead', call.agency, call.person_id, call.intent, state.after_mark ?? '');
      return [call.entry, { agency: call.agency, lead_id, ...state }];
    }),
  );
}
