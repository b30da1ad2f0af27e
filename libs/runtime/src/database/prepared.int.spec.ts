import type { EntityManager } from 'typeorm';
import { emptyDatabase } from '../../../../test/postgres/empty-database';
import { prepared } from './prepared';

describe('a prepared statement', () => {
  let empty: Awaited<ReturnType<typeof emptyDatabase>>;
  beforeAll(async () => void (empty = await emptyDatabase()));
  afterAll(() => empty?.end());

  const next = prepared('select $1::int + 1 as next');
  const keptBy = (manager: EntityManager): Promise<{ statement: string }[]> =>
    manager.query('select statement from pg_prepared_statements');
  /** In one transaction, so on one connection. */
  const onOneConnection = (work: (manager: EntityManager) => Promise<void>): Promise<void> => empty.db.transaction(work);

  it('is read once by a connection however often it is asked, and others are not kept', () =>
    onOneConnection(async (manager) => {
      for (const value of [1, 2, 3]) expect(await manager.query(next, [value])).toEqual([{ next: value + 1 }]);
      await manager.query('select $1::int + 2 as other', [1]);
      expect(await keptBy(manager)).toEqual([{ statement: next }]);
    }));

  it('is answered in order where several are sent at once', () =>
    onOneConnection(async (manager) => {
      const answers = await Promise.all([4, 5, 6].map((value) => manager.query(next, [value])));
      expect(answers).toEqual([[{ next: 5 }], [{ next: 6 }], [{ next: 7 }]]);
    }));

  it('is asked again after one that the server refused', async () => {
    await expect(onOneConnection(async (manager) => void (await manager.query(next, ['no number'])))).rejects.toThrow(/integer/);
    await onOneConnection(async (manager) => expect(await manager.query(next, [7])).toEqual([{ next: 8 }]));
  });
});
