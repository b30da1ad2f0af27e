/** What a column of rows may be in PostgreSQL; `document` is text that `JSON.stringify` wrote, never null. */
export type ColumnType = 'document' | 'text' | 'uuid' | 'smallint' | 'int' | 'bigint' | 'timestamptz' | 'boolean';

type Value = string | number | boolean | Date | null | undefined;

export type Column = readonly [type: ColumnType, values: readonly Value[]];

export interface RowSource {
  /** What a statement reads from, as `x` with these columns. */
  readonly from: string;
  readonly values: readonly string[];
}

/**
 * Many rows as a source of one statement, a parameter per column. Text travels as JSON, which this runtime writes several times as
 * fast as the driver writes an array of text, and anything else as an array without quotes. Documents are joined by a character that
 * no JSON holds raw (RFC 8259, 7), so that nobody escapes and reads them once more.
 * @param first number of the first parameter
 */
export function rowsOf(first: number, columns: Readonly<Record<string, Column>>): RowSource {
  const parts = Object.values(columns).map(([type], index) => sourceOf(type, `$${first + index}`));
  return {
    from: `rows from (${parts.join(', ')}) as x(${Object.keys(columns).join(', ')})`,
    values: Object.values(columns).map(([type, values]) => valueOf(type, values)),
  };
}

function sourceOf(type: ColumnType, parameter: string): string {
  if (type === 'document') return `string_to_table(${parameter}, E'\\x1e')`;
  return type === 'text' ? `json_array_elements_text(${parameter}::json)` : `unnest(${parameter}::${type}[])`;
}

function valueOf(type: ColumnType, values: readonly Value[]): string {
  if (type === 'document') return values.join('\u001e');
  return type === 'text' ? JSON.stringify(values) : arrayOf(type, values);
}

function arrayOf(type: ColumnType, values: readonly Value[]): string {
  if (type === 'uuid') {
    const joined = values.join(',');
    // One look at all of them, as many as there are; one that is missing or is no UUID is written with care below.
    if (joined.length === values.length * 37 - 1 && uuids.test(joined)) return `{${joined}}`;
  }
  return `{${values.map(elementOf).join(',')}}`;
}

const uuids = /^[\da-f-]{36}(?:,[\da-f-]{36})*$/;

/** What could end an element early is quoted, so that a wrong value is the server's to refuse. */
const harmless = /^[\w:+.-]+$/;

function elementOf(value: Value): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return harmless.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
