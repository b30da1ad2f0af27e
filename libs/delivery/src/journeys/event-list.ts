import { inAgency } from '#runtime';
import { eventTypeOf, type Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { ExchangeRefused } from '../errors';
import { heldByReplay } from '../replay/held-by-replay';
import { statesOf } from './states';
import { type EventSummary, type Outcome, outcomeOf } from './views';

export interface EventFilter {
  readonly types?: string[];
  readonly personIds?: string[];
  readonly side?: Side;
  readonly outcome?: Outcome;
  readonly before?: string;
  readonly limit?: number;
}

interface Row {
  key: string;
  received: Date;
  cursor: string;
  participant: string;
  source: string;
  id: string;
  type: string;
  side: Side;
  subject: string | null;
  person: string | null;
  event_time: Date | null;
}

/** The conditions an outcome puts on an inbox row `i`, decided by the database so that paging stays exact. */
const outcomeConditions: Readonly<Record<Outcome, string>> = {
  parked: `exists (select from exchange.pending p where p.key = i.key and p.state = 'parked')`,
  held: `exists (select from exchange.pending p where p.key = i.key and (p.state in ('heldApproval', 'heldParent') or p.state = 'due' and ${heldByReplay('p')}))`,
  inFlight: `exists (select from exchange.pending p where p.key = i.key and (p.state = 'fed' or p.state = 'due' and not (${heldByReplay('p')})))`,
  delivered: `exists (select from exchange.outcomes o where o.key = i.key and o.state = 'delivered') and not exists (select from exchange.pending p where p.key = i.key)`,
  ignored: `exists (select from exchange.outcomes o where o.key = i.key and o.state = 'ignored')`,
  skipped: `exists (select from exchange.outcomes o where o.key = i.key and o.state = 'skipped')`,
  erased: `exists (select from exchange.outcomes o where o.key = i.key and o.state = 'erased')`,
  unrouted: `not exists (select from exchange.outcomes o where o.key = i.key) and not exists (select from exchange.pending p where p.key = i.key)`,
};

/** What passed, newest first. */
export class EventList {
  constructor(private readonly db: DataSource) {}

  list(agency: string, filter: EventFilter): Promise<{ events: EventSummary[]; next: string | null }> {
    return inAgency(this.db, agency, async (manager) => {
      const limit = Math.min(500, Math.max(1, filter.limit ?? 100));
      const [beforeMicros, beforeKey] = positionIn(filter.before);
      const rows: Row[] = await manager.query(
        `select i.key, i.received, (extract(epoch from i.received) * 1000000)::bigint::text as cursor, i.participant, i.source, i.id, i.type, i.side, i.subject, i.person, i.event_time
         from exchange.inbox i where i.agency = $1 and ($2::text[] is null or i.type = any($2)) and ($3::uuid[] is null or i.person = any($3)) and ($4::text is null or i.side = $4)
           and ($5::bigint is null or (i.received, i.key) < (to_timestamp(0) + $5::bigint * interval '1 microsecond', $6::uuid))
           ${filter.outcome ? `and ${outcomeConditions[filter.outcome]}` : ''}
         order by i.received desc, i.key desc limit $7`,
        [
          agency,
          filter.types?.length ? filter.types : null,
          filter.personIds ?? null,
          filter.side ?? null,
          beforeMicros,
          beforeKey,
          limit + 1,
        ],
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const states = await statesOf(
        manager,
        agency,
        page.map((row) => row.key),
      );
      const events = page.map((row): EventSummary => {
        const targets = states.filter((state) => state.key === row.key).map(({ target, name, state }) => ({ target, name, state }));
        return {
          participant: row.participant,
          source: row.source,
          id: row.id,
          type: row.type,
          row: eventTypeOf(row.type)?.row ?? null,
          side: row.side,
          subject: row.subject,
          personId: row.person,
          time: row.event_time?.toISOString() ?? null,
          receivedAt: row.received.toISOString(),
          outcome: outcomeOf(targets.map((target) => target.state)),
          targets,
        };
      });
      return { events, next: rows.length > limit && last ? `${last.cursor}_${last.key}` : null };
    });
  }
}

function positionIn(before: string | undefined): [string | null, string | null] {
  if (!before) return [null, null];
  const match = /^(\d{1,17})_([0-9a-f-]{36})$/.exec(before);
  if (!match?.[1] || !match[2]) throw new ExchangeRefused('invalid', 'before must be a cursor this list gave out', { before });
  return [match[1], match[2]];
}
