import type { EntityManager } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { enquirer } from '../../test/lead-tales';
import { taken } from '../../test/told-events';
import { analyzeYoungTables } from './analyze-young-tables';
import { project } from './project';

let database: DeskDatabase;
beforeEach(async () => {
  database = await deskDatabase();
});
afterEach(() => database.end());
afterAll(endPostgres);

const batch = 150;

/** What this connection has looked at since the server last asked it. */
async function rowsRead(manager: EntityManager): Promise<number> {
  const [read]: { rows: number }[] = await manager.query(
    `select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as rows from pg_stat_xact_user_tables where schemaname = 'lead_desk'`,
  );
  return read?.rows ?? Number.NaN;
}

/** Opens leads of so many new persons, in one transaction. @returns rows of the desk's tables that it looked at */
const rowsReadBy = (from: number): Promise<number> =>
  database.db.transaction(async (manager) => {
    const before = await rowsRead(manager);
    const tales = Array.from({ length: batch }, (_, n) => enquirer(`p${from + n}`, `Ann Reed${from + n}`, from + n)).flat();
    await project(manager, tales.map(taken));
    return (await rowsRead(manager)) - before;
  });

test('what a batch reads grows with the batch, not with what is there, once statistics were made after the first', async () => {
  await rowsReadBy(0);
  await analyzeYoungTables(database.db);
  const read = [await rowsReadBy(batch), await rowsReadBy(2 * batch), await rowsReadBy(3 * batch)];
  // A hundred rows an event would be many; a join of all with all reads thousands.
  expect(read.map((rows) => rows < 100 * 2 * batch)).toEqual([true, true, true]);
});

test('statistics are made of tables that have rows and none yet, once', async () => {
  await rowsReadBy(0);
  expect(await analyzeYoungTables(database.db)).toContain('lead_desk.leads');
  expect(await analyzeYoungTables(database.db)).toEqual([]);
});
