import { Injectable } from '@nestjs/common';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { cursorOf, readCursor } from './page-cursor';
import type { TimelineQuery } from './people-requests';
import { humanOf } from './person-id';
import type { TimelineEntryView, TimelineView } from './timeline-view';

interface EntryRow extends Pick<TimelineEntryView, 'kind' | 'type' | 'side' | 'sentence'> {
  entry: string;
  at: Date;
  participant: string;
  source: string;
  event_id: string;
}

/** What a person did, from all who know her, newest first. */
@Injectable()
export class PersonTimeline {
  constructor(private readonly db: DataSource) {}

  read(agency: string, id: string, query: TimelineQuery): Promise<TimelineView> {
    const limit = query.limit ?? 50;
    const before = readCursor(query.before, [/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/, /^[\da-f-]{36}$/]);
    return inAgency(this.db, agency, async (manager) => {
      const { personIds } = await humanOf(manager, agency, id);
      const rows: EntryRow[] = await manager.query(
        `select entry, at, kind, type, side, sentence, participant, source, event_id from lead_desk.timeline
         where agency = $1 and person_id = any($2) and ($3::text is null or kind = $3)
           and ($4::timestamptz is null or (at, entry) < ($4::timestamptz, $5::uuid)) order by at desc, entry desc limit $6`,
        [agency, personIds, query.kind ?? null, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return { entries: page.map(entryOf), next: last && rows.length > limit ? cursorOf([last.at.toISOString(), last.entry]) : null };
    });
  }
}

function entryOf({ entry, at, kind, type, side, sentence, participant, source, event_id }: EntryRow): TimelineEntryView {
  return { id: entry, at: at.toISOString(), kind, type, side, sentence, event: { participant, source, id: event_id } };
}
