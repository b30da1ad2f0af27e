import type { DataSource } from 'typeorm';

const atATime = 5_000;

/**
 * Forgets of the timeline what is older than the history, as a rebuild from the inbox would, a few entries at a time so that
 * nobody waits; and attempts to sign in that block nobody any more.
 */
export async function forgetOld(db: DataSource, o: { readonly now: Date; readonly historyBefore: Date }): Promise<void> {
  for (let forgotten = atATime; forgotten === atATime;) {
    const [, deleted]: [unknown, number] = await db.query(
      `delete from lead_desk.timeline where (agency, entry) in (select agency, entry from lead_desk.timeline where at < $1 limit ${atATime})`,
      [o.historyBefore],
    );
    forgotten = deleted;
  }
  await db.query(`delete from lead_desk.sign_in_failures where last_at < $1::timestamptz - interval '1 day' and blocked_until < $1`, [
    o.now,
  ]);
}
