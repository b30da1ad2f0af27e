import type { DataSource } from 'typeorm';

/**
 * Makes statistics of the desk's tables that have rows and none yet. Until then the database takes them for empty, joins each row of a batch
 * with every row that is there, and an agency's first sync would crawl until autovacuum comes by, a minute later.
 * @returns the tables it looked through
 */
export async function analyzeYoungTables(db: Pick<DataSource, 'query'>): Promise<readonly string[]> {
  const young: { name: string }[] = await db.query(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'lead_desk'::regnamespace and relkind = 'r' and reltuples <= 0 and pg_relation_size(oid) > 0 order by 1`,
  );
  for (const { name } of young) await db.query(`analyze ${name}`);
  return young.map(({ name }) => name);
}
