import { openDatabase } from '#runtime';
import { freshDatabase } from '../../../../test/postgres/fresh-database';
import type { DueQueue } from './due-queues';
import { moveQueues } from './move-queues';

const agency = 'north';
const id = 'crm';
const personAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** A queue of whom nothing is due any more. */
function finished(place: number): DueQueue {
  // Moving looks at nothing else of a target or a row.
  const target = { agency, id, side: 'backOffice' } as DueQueue['target'];
  return { target, person: personAt(place), attempts: 0, lacks: [], ownSubject: null, rows: [] };
}

test('finished queues are found in one look, not in one of all their target has for each of them, also where the planner knows nothing of the table', async () => {
  const fresh = await freshDatabase({ owners: ['exchange'] });
  const db = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
  try {
    await db.query(
      `insert into exchange.queues (agency, target, person, side, lane, last_seq)
       select $1, $2, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'backOffice', 0, 1 from generate_series(1, 3000) n`,
      [agency, id],
    );
    const runs = Array.from({ length: 20 }, (_, n) => ({
      queue: finished(n * 100 + 1),
      run: { steps: [], stopped: null },
      targetTakesOthers: true,
    }));
    const read = await db.transaction(async (manager) => {
      await moveQueues(manager, runs, new Date('2026-03-10T10:00:00Z'), () => 0);
      const [row]: { read: string }[] = await manager.query(
        "select idx_tup_fetch + seq_tup_read as read from pg_stat_xact_user_tables where schemaname = 'exchange' and relname = 'queues'",
      );
      return Number(row?.read);
    });
    // One look for the locks, which may well be at the whole of so small a table.
    expect(read).toBeLessThan(2 * 3000);
    expect(await db.query('select count(*)::int as n from exchange.queues')).toEqual([{ n: 2980 }]);
  } finally {
    await db.destroy();
    await fresh.drop();
  }
});
