import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#runtime';
import { type ResultRow, shown } from './rounds';

const resultsFile = join(projectFolder(__dirname), 'test/benchmarks/RESULTS.md');
const columns = ['id', 'what', 'unit', 'floor', 'ours', 'ratio', 'min', 'max', 'must', 'aim', 'held', 'best', 'commit'] as const;

export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
}

export function commit(): string {
  try {
    const run = (...args: string[]): string => execFileSync('git', args, { cwd: projectFolder(__dirname), encoding: 'utf8' }).trim();
    return `${run('rev-parse', '--short', 'HEAD')}${run('status', '--porcelain', '--', 'apps', 'libs', 'test', ':!test/benchmarks/RESULTS.md') === '' ? '' : '+'}`;
  } catch {
    return 'unknown'; // Not a clone.
  }
}

/** The ratio of the best state so far, by row. */
function kept(): ReadonlyMap<string, { ratio: number; line: string }> {
  if (!existsSync(resultsFile)) return new Map();
  const lines = readFileSync(resultsFile, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, { ratio: number; line: string }][] => {
      const cells = line.split('|').map((cell) => cell.trim());
      return /^R\d/.test(cells[1] ?? '') ? [[cells[1] ?? '', { ratio: Number(cells[6]), line }]] : [];
    }),
  );
}

const limit = (row: ResultRow, value: number | null): string =>
  value === null ? '–' : `${row.sense === 'atLeast' ? '≥' : '≤'} ${shown(value)}`;

function cellsOf(row: ResultRow): string[] {
  const held = row.aimHeld ? 'aim' : row.held ? 'must' : 'NO';
  return [
    row.id,
    row.what,
    row.unit,
    shown(row.floor),
    shown(row.ours),
    shown(row.ratio),
    shown(row.min),
    shown(row.max),
    limit(row, row.must),
    limit(row, row.aim),
    held,
  ];
}

/** What a person reads: one line a row, with what the best state reached. */
export function tableOf(rows: readonly ResultRow[]): string {
  const best = kept();
  const lines = rows.map((row) => [...cellsOf(row), shown(best.get(row.id)?.ratio ?? Number.NaN)]);
  const all = [columns.slice(0, 12), ...lines];
  const widths = columns.slice(0, 12).map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const table = all.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const notes = rows.flatMap((row) => row.notes.map((note) => `${row.id}: ${note}`));
  return [machine(), '', ...table, ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n');
}

/** Keeps the rows of this run in RESULTS.md; rows that were not measured stay as they are. */
export function save(rows: readonly ResultRow[], intro: string): void {
  const lines = new Map([...kept()].map(([id, { line }]) => [id, line]));
  const at = commit();
  for (const row of rows) lines.set(row.id, `| ${[...cellsOf(row), at].join(' | ')} |`);
  const number = (id: string): number => Number.parseFloat(id.slice(1));
  const sorted = [...lines].sort(([a], [b]) => number(a) - number(b) || (a < b ? -1 : 1)).map(([, line]) => line);
  const heads = columns.filter((column) => column !== 'best');
  const text = [
    '# Results of the bench',
    '',
    intro,
    '',
    `Machine: ${machine()}.`,
    '',
    ...aligned([[...heads], ...sorted.map((line) => line.split('|').slice(1, -1))]),
    '',
  ];
  const before = existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8') : '';
  const after = before.slice(before.indexOf('\n## ') >= 0 ? before.indexOf('\n## ') : before.length);
  writeFileSync(resultsFile, `${text.join('\n')}${after}`);
}

/** A table as the formatter of this project writes it. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const cells = lines.map((line) => line.map((cell) => cell.trim()));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const [heads = '', ...rows] = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [heads, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows];
}
