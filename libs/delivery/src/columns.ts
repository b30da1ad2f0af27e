/** What a column of rows may be in PostgreSQL. */
export type ColumnType = 'text' | 'uuid' | 'smallint' | 'int' | 'bigint' | 'timestamptz' | 'boolean';

type Value = string | number | boolean | Date | null | undefined;

export type Column = readonly [type: ColumnType, values: readonly Value[]];

export interface RowSource {
  /** What a statement reads from, as `x` with these columns. */
  readonly from: string;
  readonly values: readonly string[];
}

/**
 * Many rows as a source of one statement, a parameter per column. Text travels as JSON, which this runtime writes several times as
 * fast as the driver writes an array of text, and anything else as an array without quotes.
 * @param first number of the first parameter
 */
export function rowsOf(first: number, columns: Readonly<Record<string, Column>>): RowSource {
  const parts = Object.values(columns).map(([type], index) =>
    type === 'text' ? `json_array_elements_text($${first + index}::json)` : `unnest($${first + index}::${type}[])`,
  );
  return {
    from: `rows from (${parts.join(', ')}) as x(${Object.keys(columns).join(', ')})`,
    values: Object.values(columns).map(([type, values]) => (type === 'text' ? JSON.stringify(values) : arrayOf(values))),
  };
}

const arrayOf = (values: readonly Value[]): string => `{${values.map(elementOf).join(',')}}`;

/** What could end an element early is quoted, so that a wrong value is the server's to refuse. */
const harmless = /^[\w:+.-]+$/;

function elementOf(value: Value): string {
  if (value === null || value === undefined) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return harmless.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
