import Table from 'cli-table3';
import type { Paint } from './paint';

/** A table with one line a row; columns named in `right` are numbers. */
export function table(paint: Paint, head: readonly string[], rows: readonly (readonly string[])[], right: readonly string[] = []): string {
  const drawn = new Table({
    head: [...head],
    colAligns: head.map((name) => (right.includes(name) ? 'right' : 'left')),
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: paint.colour ? { head: ['bold'], border: ['gray'] } : { head: [], border: [] },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn.toString();
}
