import type { DataSource } from 'typeorm';

const atATime = 5_000;
/** What is kept as long as the history: what happened, what members were told of it, and mails. */
const kept = [
  ['timeline', 'entry', 'at'],
  ['messages', 'id', 'at'],
  ['mails', 'id', 'made_at'],
] as const;

/**
 * Forgets of the timeline what is older than the history, as a rebuild from the inbox would, and what members were told in the desk
 * and by mail, a few rows at a time so that nobody waits; and attempts to sign in and links that open nothing any more.
 */
export async function forgetOld(db: DataSource, o: { readonly now: Date; readonly historyBefore: Date }): Promise<void> {
  for (const [table, id, at] of kept) {
    for (let forgotten = atATime; forgotten === atATime;) {
      const [, deleted]: [unknown, number] = await db.query(
        `delete from lead_desk.${table} where (agency, ${id}) in (select agency, ${id} from lead_desk.${table} where ${at} < $1 limit ${atATime})`,
        [o.historyBefore],
      );
      forgotten = deleted;
    }
  }
  await db.query(`delete from lead_desk.sign_in_failures where last_at < $1::timestamptz - interval '1 day' and blocked_until < $1`, [
    o.now,
  ]);
  await db.query('delete from lead_desk.member_links where expires_at < $1', [o.now]);
}
