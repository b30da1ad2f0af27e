import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowFor } from '#people-exchange';
import { projectFolder } from '#runtime';

const file = join(projectFolder(__dirname), 'libs/mapping/shown.json');
const kept = (): Record<string, readonly string[]> => JSON.parse(readFileSync(file, 'utf8'));

/** Rows that tests saw passing between a pack and its vendor's twin, such as `P1 →`; libs/mapping/shown.json keeps them for the table. */
export class ShownRows {
  private readonly seen = new Set<string>();

  /** An event of this type went to the vendor. */
  out(type: string): void {
    this.note(rowFor(type, 'website'), '→');
  }

  /** An event of this type came of what the vendor told. */
  in(types: readonly { readonly type: string }[]): void {
    for (const { type } of types) this.note(rowFor(type, 'backOffice'), '←');
  }

  /** What the table says and no test showed. With SHOWN=write the table is made to say what was shown. */
  unshown(pack: string): readonly string[] {
    const rows = [...this.seen].toSorted((a, b) => Number(a.slice(1, -2)) - Number(b.slice(1, -2)) || (a < b ? 1 : -1));
    if (process.env['SHOWN'] === 'write') writeFileSync(file, `${JSON.stringify({ ...kept(), [pack]: rows }, undefined, 2)}\n`);
    return (kept()[pack] ?? []).filter((row) => !this.seen.has(row));
  }

  private note(row: string, mark: '→' | '←'): void {
    if (row.startsWith('P')) this.seen.add(`${row} ${mark}`);
  }
}
