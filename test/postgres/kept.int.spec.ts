import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#runtime';
import { freshDatabase } from './fresh-database';

const chapter =
  /## What is kept, and for how long\n(.*?)\n## /s.exec(readFileSync(join(__dirname, '../../ARCHITECTURE.md'), 'utf8'))?.[1] ?? '';
const told = [...chapter.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell]) =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
);

describe('what is kept, and for how long', () => {
  it('is told of every table, once', async () => {
    const fresh = await freshDatabase();
    const db = await openDatabase({ url: fresh.url, name: 'spec' });
    try {
      const tables: { name: string }[] = await db.query(
        `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('connections', 'event_log', 'exchange', 'sign_on', 'lead_desk') and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations' order by 1`,
      );
      expect(told.toSorted()).toEqual(tables.map(({ name }) => name));
    } finally {
      await db.destroy();
      await fresh.drop();
    }
  });
});
