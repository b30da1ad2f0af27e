import type { DataSource } from 'typeorm';
import { ExchangeRefused } from '../errors';
import type { Ended, OnEnded } from '../measuring/exchange-measures';

export interface FeedPage {
  readonly events: unknown[];
  readonly next: string;
}

const cursorOf = (position: bigint): string => Buffer.from(`f${position}`).toString('base64url');

function positionIn(cursor: string | undefined): bigint {
  if (cursor === undefined || cursor === '') return 0n;
  const match = /^f(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match?.[1]) throw new ExchangeRefused('invalid', 'after must be a cursor this feed gave out', { after: cursor });
  return BigInt(match[1]);
}

/** The feed of one participant: reading after a cursor acknowledges everything up to it. */
export class Feed {
  constructor(
    private readonly db: DataSource,
    private readonly onEnded: OnEnded = () => undefined,
  ) {}

  /** @throws ExchangeRefused `expired` with the oldest cursor and how many were missed */
  async page(agency: string, participant: string, after: string | undefined, limit: number): Promise<FeedPage> {
    const position = positionIn(after);
    const { ended, ...page } = await this.db.transaction(async (manager) => {
      const [feed] = await manager.query(
        'select next::text, expired::text from exchange.feeds where agency = $1 and participant = $2 for update',
        [agency, participant],
      );
      if (!feed) throw new ExchangeRefused('notFound', `"${participant}" has no feed; its deliveries go to a webhook`, { participant });
      const expired = BigInt(feed.expired);
      if (position < expired)
        throw new ExchangeRefused('expired', `The feed no longer goes back to there; ${expired - position} events were missed`, {
          oldest: cursorOf(expired),
          missed: Number(expired - position),
        });
      if (position >= BigInt(feed.next)) throw new ExchangeRefused('invalid', 'after is ahead of this feed', { after });
      const read: Ended[] = await manager.query(
        `with read as (select f.seq, f.body, f.near from exchange.feed_items f join exchange.feeds a on a.agency = f.agency and a.participant = f.participant
             where f.agency = $1 and f.participant = $2 and f.cursor > a.acknowledged and f.cursor <= $3),
           gone as (delete from exchange.pending where seq in (select seq from read) and state = 'fed' returning seq, agency, target, key, person, late, routed_at, entity, cause),
           state as (insert into exchange.last_delivered (agency, target, person, entity, seq, body, near, cause, at)
             select g.agency, g.target, g.person, g.entity, g.seq, r.body, r.near, g.cause, now() from gone g join read r on r.seq = g.seq where g.entity is not null and r.body is not null),
           ended as (insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at) select agency, target, key, person, 'delivered', late, routed_at, now() from gone returning agency, target, state)
         select agency, target, state, count(*)::int as count from ended group by 1, 2, 3`,
        [agency, participant, position.toString()],
      );
      await manager.query('update exchange.feeds set acknowledged = greatest(acknowledged, $3) where agency = $1 and participant = $2', [
        agency,
        participant,
        position.toString(),
      ]);
      const rows: { cursor: string; event: string }[] = await manager.query(
        'select f.cursor::text, f.event from exchange.feed_items f where f.agency = $1 and f.participant = $2 and f.cursor > $3 order by f.cursor limit $4',
        [agency, participant, position.toString(), limit],
      );
      return { ended: read, events: rows.map((row) => JSON.parse(row.event)), next: cursorOf(BigInt(rows.at(-1)?.cursor ?? position)) };
    });
    this.onEnded(ended);
    return page;
  }
}
