import type { DataSource } from 'typeorm';
import type { Ended, OnEnded } from '../measuring/exchange-measures';

/** Drops what feeds have held for longer than the retention; what nobody read of it ends as skipped, and the reader is told how many it missed. */
export async function expireFeeds(db: DataSource, before: Date, now: Date, onEnded: OnEnded = () => undefined): Promise<void> {
  const feeds: { agency: string; participant: string; last: string }[] = await db.query(
    'select agency, participant, max(cursor)::text as last from exchange.feed_items where at < $1 group by 1, 2 order by 1, 2',
    [before],
  );
  for (const { agency, participant, last } of feeds) {
    const key = [agency, participant, last];
    const ended: Ended[] = await db.transaction(async (manager) => {
      // As whoever fills and reads the feed: its row first.
      await manager.query('select from exchange.feeds where agency = $1 and participant = $2 for update', [agency, participant]);
      const skipped: Ended[] = await manager.query(
        `with old as (delete from exchange.feed_items where agency = $1 and participant = $2 and cursor <= $3 returning seq),
           gone as (delete from exchange.pending where seq in (select seq from old) and state = 'fed' returning agency, target, key, person, late, routed_at),
           ended as (insert into exchange.outcomes (agency, target, key, person, state, reason, late, by_whom, routed_at, ended_at)
             select agency, target, key, person, 'skipped', 'its feed was not read within the retention', late, 'retention', routed_at, $4 from gone returning agency, target, state)
         select agency, target, state, count(*)::int as count from ended group by 1, 2, 3`,
        [...key, now],
      );
      await manager.query('update exchange.feeds set expired = greatest(expired, $3) where agency = $1 and participant = $2', key);
      return skipped;
    });
    onEnded(ended);
  }
}
