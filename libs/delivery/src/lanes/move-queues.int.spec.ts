import type { DataSource, EntityManager } from 'typeorm';
import { openDatabase } from '#runtime';
import { type FreshDatabase, freshDatabase } from '../../../../test/postgres/fresh-database';
import type { DueQueue, DueRow } from './due-queues';
import { moveQueues } from './move-queues';

const agency = 'north';
const id = 'crm';
const personAt = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** A queue of whom nothing is due any more. */
function finished(place: number, last?: string): DueQueue {
  // Moving looks at nothing else of a target or a row.
  const target = { agency, id, side: 'backOffice' } as DueQueue['target'];
  const rows = last === undefined ? [] : [{ seq: last } as DueRow];
  return { target, person: personAt(place), attempts: 0, lacks: [], ownSubject: null, rows };
}

describe('finished queues', () => {
  let fresh: FreshDatabase;
  let db: DataSource;
  beforeEach(async () => {
    fresh = await freshDatabase({ owners: ['exchange'] });
    db = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
    await db.query(
      `insert into exchange.queues (agency, target, person, side, lane, last_seq)
       select $1, $2, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'backOffice', 0, 1 from generate_series(1, 3000) n`,
      [agency, id],
    );
  });
  afterEach(async () => {
    await db.destroy();
    await fresh.drop();
  });
  const move = (manager: EntityManager, places: readonly number[], last?: string): Promise<void> =>
    moveQueues(
      manager,
      places.map((place) => ({ queue: finished(place, last), run: { steps: [], stopped: null }, targetTakesOthers: true })),
      new Date('2026-03-10T10:00:00Z'),
      () => 0,
    );
  const left = async (): Promise<number> => {
    const [row]: { n: number }[] = await db.query('select count(*)::int as n from exchange.queues');
    return row?.n ?? 0;
  };
  const someoneWaits = async (): Promise<boolean> => {
    const rows: unknown[] = await db.query('select from pg_locks where not granted');
    return rows.length > 0;
  };

  it('are found in one look, not in one of all their target has for each of them, also where the planner knows nothing of the table', async () => {
    const places = Array.from({ length: 20 }, (_, n) => n * 100 + 1);
    const read = await db.transaction(async (manager) => {
      await move(manager, places);
      const [row]: { read: string }[] = await manager.query(
        "select idx_tup_fetch + seq_tup_read as read from pg_stat_xact_user_tables where schemaname = 'exchange' and relname = 'queues'",
      );
      return Number(row?.read);
    });
    // One look for the locks, which may well be at the whole of so small a table.
    expect(read).toBeLessThan(2 * 3000);
    expect(await left()).toBe(2980);
  });

  it.each([
    ['go, also where somebody wrote to them while they were waited for', 'wake_at = now()', 2999],
    ['stay where something was routed while they were waited for', 'last_seq = 2', 3000],
  ])('%s', async (_, change, expected) => {
    let moving: Promise<void> | undefined;
    await db.transaction(async (manager) => {
      await manager.query(`update exchange.queues set ${change} where person = $1`, [personAt(1)]);
      moving = db.transaction((other) => move(other, [1], '1'));
      moving.catch(() => undefined);
      while (!(await someoneWaits()));
    });
    await moving;
    expect(await left()).toBe(expected);
  });
});
