import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/**
 * What a spreadsheet would take for a formula, or for the mark that keeps one from being taken so: such cells get an apostrophe in front,
 * which reading takes away again, so that every cell comes back as it was.
 */
const risky = /^[=+\-@\t\r']/;
const shielded = (cell: string): string => (risky.test(cell) ? `'${cell}` : cell);
const bare = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

/** With it in front spreadsheets read the file as UTF-8. */
export const byteOrderMark = '\ufeff';

/** Lines of a file (RFC 4180: commas, CRLF). Every cell is quoted, so that none is taken for anything but text. */
export function csvLines(rows: readonly (readonly (string | null)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => shielded(cell ?? ''))),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
}

/**
 * Reads a file as the desk writes it.
 * @returns its cells unchanged, the names of the columns first
 * @throws CsvError of `csv-parse` where it is no such file
 */
export function readExported(file: string): string[][] {
  const text = file.startsWith(byteOrderMark) ? file.slice(1) : file;
  const rows: string[][] = parse(text, { relax_column_count: false });
  return rows.map((row) => row.map(bare));
}
