import { foldAll, type Folding } from '#lead';
import type { EntityManager } from 'typeorm';
import type { FoldedTable } from './tables';

const quoted = (name: string): string => `"${name}"`;

/** The rules of a folding as the right-hand sides of `on conflict do update`. */
function updates(folding: Folding): string[] {
  const set: string[] = [];
  for (const { stamp, values, keep } of folding.registers) {
    const wins = `(t.${quoted(stamp)} is null or excluded.${quoted(stamp)} ${keep === 'latest' ? '>' : '<'} t.${quoted(stamp)})`;
    for (const name of [stamp, ...values]) {
      const column = quoted(name);
      set.push(`${column} = case when excluded.${quoted(stamp)} is not null and ${wins} then excluded.${column} else t.${column} end`);
    }
  }
  for (const name of folding.most) set.push(`${quoted(name)} = greatest(t.${quoted(name)}, excluded.${quoted(name)})`);
  for (const name of folding.least) set.push(`${quoted(name)} = least(t.${quoted(name)}, excluded.${quoted(name)})`);
  for (const name of folding.sum) set.push(`${quoted(name)} = t.${quoted(name)} + excluded.${quoted(name)}`);
  return set;
}

const statements = new Map<string, string>();

/** One array of rows as JSON: one parameter whatever the number of rows, and lists inside rows stay lists. */
function statementOf(table: FoldedTable): string {
  const known = statements.get(table.name);
  if (known !== undefined) return known;
  const names = Object.keys(table.columns);
  const shape = Object.entries(table.columns).map(([name, type]) => `${quoted(name)} ${type}`);
  const set = updates(table.folding);
  const key = table.folding.key.map(quoted).join(', ');
  const sql = `insert into lead_desk.${table.name} as t (${names.map(quoted).join(', ')})
select ${names.map(quoted).join(', ')} from jsonb_to_recordset($1::jsonb) as r(${shape.join(', ')})
on conflict (${key}) do ${set.length === 0 ? 'nothing' : `update set ${set.join(', ')}`}
returning ${key}`;
  statements.set(table.name, sql);
  return sql;
}

const plainNumbers = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/**
 * Folds rows with each other and then into the table, in one statement.
 * @returns the keys written; of a table without rules, those that were new
 */
export async function writeFolded(manager: EntityManager, table: FoldedTable, rows: readonly object[]): Promise<Record<string, string>[]> {
  if (rows.length === 0) return [];
  const folded = foldAll(table.folding, rows);
  const written: Record<string, string>[] = await manager.query(statementOf(table), [JSON.stringify(folded, plainNumbers)]);
  return written;
}
