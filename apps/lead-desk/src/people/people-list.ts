import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { likely } from '../likely';
import { clients } from './client-since';
import { cursorOf, readCursor } from './page-cursor';
import type { PeopleQuery, PeopleSort } from './people-requests';
import type { PeopleView } from './person-summary-view';
import { type SummaryRow, summariesOf, summaryColumns } from './summary-rows';

const columns: Readonly<Record<PeopleSort, { column: string; type: string; form: RegExp }>> = {
  lastActivity: { column: 'last_activity', type: 'timestamptz', form: /^\d{4}-[\d :.+-]{10,40}$/ },
  firstSeen: { column: 'first_seen', type: 'timestamptz', form: /^\d{4}-[\d :.+-]{10,40}$/ },
  name: { column: 'sort_name', type: 'text', form: /^[^\0]*$/ },
  visits: { column: 'visits', type: 'bigint', form: /^\d{1,18}$/ },
  interest: { column: 'energy', type: 'numeric', form: /^\d{1,700}$/ },
};
const uuid = /^[\da-f-]{36}$/;
const mostWords = 6;
/** A page would wait the longer for the number of all people the more there are. */
const mostCounted = 1_000;

/** People sorted and filtered by what they did (P3), a page at a time. */
@Injectable()
export class PeopleList {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  list(agency: string, query: PeopleQuery): Promise<PeopleView> {
    const sort = query.sort ?? 'lastActivity';
    const { column, type, form } = columns[sort];
    const direction = query.direction ?? (sort === 'name' ? 'asc' : 'desc');
    const limit = query.limit ?? 100;
    const after = readCursor(query.after, [new RegExp(`^${sort}$`), new RegExp(`^${direction}$`), form, uuid]);
    const now = this.clock.now();
    const filters = this.filtersOf(agency, query, now);
    return inAgency(this.db, agency, async (manager) => {
      const where = `agency = $1 and ($2::timestamptz is null or last_activity >= $2) and visits >= $3 and ($4::text is null or roles @> array[$4])
        and ($5::text is null or intents @> array[$5]) and ($6::boolean is null or (cardinality(open_intents) > 0) = $6) and sought like all ($7::text[])
        and ($8::boolean is null or (human in (select human from (${clients}) c where agency = $1)) = $8)`;
      const past = `($9::text is null or (${column}, human) ${direction === 'asc' ? '>' : '<'} ($9::${type}, $10::uuid))`;
      const rows: (SummaryRow & { cursor: string })[] = await manager.query(
        `select ${summaryColumns}, ${column}::text as cursor from lead_desk.people where ${where} and ${past}
         order by ${column} ${direction}, human ${direction} limit $11`,
        [...filters, after?.[2] ?? null, after?.[3] ?? null, limit + 1],
      );
      const [counted]: { total: number }[] = await manager.query(
        `select count(*)::int as total from (select from lead_desk.people where ${where} limit ${mostCounted + 1}) counted`,
        filters,
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = last && rows.length > limit ? cursorOf([sort, direction, last.cursor, last.human]) : null;
      return { people: await summariesOf(manager, agency, page, now), next, total: counted?.total ?? 0 };
    });
  }

  private filtersOf(agency: string, query: PeopleQuery, now: Date): unknown[] {
    const since = query.recency === undefined ? null : new Date(now.getTime() - query.recency * 86_400_000);
    const words = (query.search ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, mostWords);
    const open = query.openLead === undefined ? null : query.openLead === 'true';
    const client = query.client === undefined ? null : query.client === 'true';
    return [agency, since, query.minVisits ?? 0, query.role ?? null, query.intent ?? null, open, words.map(likely), client];
  }
}
