import { lift } from '#people-exchange';
import type { DataSource } from 'typeorm';
import type { TakenEvent } from './batch-taker';

interface Row {
  received: Date;
  participant: string;
  source: string;
  id: string;
  key: string;
  person: string | null;
  topic: string;
  event: string;
}

const pageSize = 1_000;

/** Everything the inbox keeps, in the order (received, participant, source, id), a page at a time. Erased events are left out. */
export class InboxHistory {
  constructor(private readonly db: DataSource) {}

  async *rows(o: { agency?: string } = {}): AsyncIterable<TakenEvent[]> {
    let after: [string, string, string, string, string] | null = null;
    for (;;) {
      const page: (Row & { stamp: string })[] = await this.db.query(
        `select received, received::text as stamp, participant, source, id, key, person, topic, event from exchange.inbox
         where not conflict and source <> '' and ($1::text is null or agency = $1)
           and ($2::timestamptz is null or (received, participant, source, id, key) > ($2::timestamptz, $3, $4, $5, $6::uuid))
         order by received, participant, source, id, key limit ${pageSize}`,
        [o.agency ?? null, ...(after ?? [null, null, null, null, null])],
      );
      const last = page.at(-1);
      if (!last) return;
      yield page.map((row) => ({ event: lift(JSON.parse(row.event)), personId: row.person, receivedAt: row.received, topic: row.topic }));
      after = [last.stamp, last.participant, last.source, last.id, last.key];
    }
  }
}
