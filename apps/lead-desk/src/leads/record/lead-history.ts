import { Injectable } from '@nestjs/common';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { cursorOf, readCursor } from '../../people/page-cursor';
import type { SignedInMember } from '../../sign-in/signed-in';
import { findLead } from './find-lead';
import type { HistoryEntryView, HistoryView } from './lead-record-view';

interface EntryRow {
  key: string;
  of: HistoryEntryView['of'];
  at: Date;
  moment: string;
  kind: string;
  by: string | null;
  facts: {
    changes?: Record<string, { from: string; to: string }>;
    act?: string;
    reason?: string;
    words?: string;
    step?: string;
    plan?: string;
    toName?: string;
  } | null;
  words: string | null;
}

/** Acts of people, whose the lead was, and what the person did, as one stream (audit trail). */
const entriesSql = `
select e.*, e.at::text as moment from (
  (select 'a' || lpad(number::text, 19, '0') as key, 'act' as of, at, kind, nullif(by_name, '') as by, facts, null as words
   from lead_desk.lead_acts where agency = $1 and lead_id = $2)
  union all
  (select 'b' || lpad(s.number::text, 19, '0'), 'assignment', s.at, s.kind, s.by_name, null,
     nullif(concat_ws(': ', case when s.kind in ('pond', 'pondGone') then (select d.name from lead_desk.ponds d where d.agency = s.agency and d.id = s.pond)
       else (select string_agg(m.name, ', ' order by m.name) from lead_desk.members m where m.agency = s.agency and m.id = any(s.agents)) end, s.reason), '')
   from lead_desk.assignment_acts s where s.agency = $1 and s.lead_id = $2)
  union all
  (select 'c' || t.entry::text, 'event', t.at, t.kind, null, null, t.sentence
   from lead_desk.persons p join lead_desk.timeline t using (agency, person_id) where p.agency = $1 and p.human = $3
   order by t.at desc, t.entry desc limit 2000)
) e where ($4::timestamptz is null or (e.at, e.key) < ($4::timestamptz, $5)) order by e.at desc, e.key desc limit $6`;

@Injectable()
export class LeadHistory {
  constructor(private readonly db: DataSource) {}

  /** Newest first. @param limit 1 to 200 */
  read(who: SignedInMember, id: string, { before, limit = 50 }: { before?: string; limit?: number }): Promise<HistoryView> {
    const cursor = readCursor(before, [/^\d{4}-[\d :.+-]{10,40}$/, /^[abc][\da-f-]{19,36}$/]);
    return inAgency(this.db, who.agency, async (manager) => {
      const { agency, leadId, human } = await findLead(manager, who, id);
      const rows: EntryRow[] = await manager.query(entriesSql, [
        agency,
        leadId,
        human,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        limit + 1,
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { entries: page.map(entryOf), next: last && rows.length > limit ? cursorOf([last.moment, last.key]) : null };
    });
  }
}

function entryOf({ key, of, at, kind, by, facts, words }: EntryRow): HistoryEntryView {
  const changes = Object.entries(facts?.changes ?? {}).map(([field, { from, to }]) => ({ field, from, to }));
  const said =
    words ?? [facts?.words, facts?.reason, facts?.step, facts?.plan, facts?.toName].find((one) => one !== undefined && one !== '');
  return { id: key, at: at.toISOString(), of, kind, by, changes, act: facts?.act ?? null, words: said ?? null };
}
