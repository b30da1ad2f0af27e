/** A value, or a null that says nothing. */
export type Cell = string | number | bigint | boolean | null | readonly string[] | object;
export type Row = Readonly<Record<string, Cell>>;

/** Values that are replaced together by the word with the greatest (or, for `earliest`, least) stamp. */
export interface Register {
  readonly stamp: string;
  readonly values: readonly string[];
  readonly keep: 'latest' | 'earliest';
}

/**
 * How two rows about the same thing become one. Every rule commutes and is associative, so that any order of arrival ends
 * in the same row; `sum` alone minds repetition, which the taking of events rules out.
 */
export interface Folding {
  readonly key: readonly string[];
  readonly fixed: readonly string[];
  readonly registers: readonly Register[];
  readonly most: readonly string[];
  readonly least: readonly string[];
  readonly sum: readonly string[];
}

function wins(register: Register, a: Cell, b: Cell): boolean {
  if (b === null || b === undefined) return false;
  if (a === null || a === undefined) return true;
  return register.keep === 'latest' ? b > a : b < a;
}

function outermost(a: Cell, b: Cell, most: boolean): Cell {
  if (a === null || a === undefined) return b ?? null;
  if (b === null || b === undefined) return a;
  return most === b > a ? b : a;
}

const added = (a: Cell, b: Cell): bigint => BigInt(a as bigint | number) + BigInt(b as bigint | number);

/** Two rows of the same key as one. */
export function foldRows<R extends object>(folding: Folding, first: R, second: R): R {
  // Rows are plain records of cells; the folding names their columns.
  const [a, b] = [first as Row, second as Row];
  const folded: Record<string, Cell> = { ...a };
  const cell = (row: Row, name: string): Cell => row[name] ?? null;
  for (const register of folding.registers) {
    if (!wins(register, cell(a, register.stamp), cell(b, register.stamp))) continue;
    for (const name of [register.stamp, ...register.values]) folded[name] = cell(b, name);
  }
  for (const name of folding.most) folded[name] = outermost(cell(a, name), cell(b, name), true);
  for (const name of folding.least) folded[name] = outermost(cell(a, name), cell(b, name), false);
  for (const name of folding.sum) folded[name] = added(a[name] ?? 0, b[name] ?? 0);
  return folded as R;
}

export function keyOf(folding: Folding, row: object): string {
  const cells = row as Row;
  return JSON.stringify(folding.key.map((name) => cells[name]));
}

/** Rows about many things as one row each, ordered by key so that writers never wait for each other in a circle. */
export function foldAll<R extends object>(folding: Folding, rows: readonly R[]): R[] {
  const folded = new Map<string, R>();
  for (const row of rows) {
    const key = keyOf(folding, row);
    const before = folded.get(key);
    folded.set(key, before === undefined ? row : foldRows(folding, before, row));
  }
  return [...folded.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
