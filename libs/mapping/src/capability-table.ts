import type { PackDocument } from './pack-document';

const rows = Array.from({ length: 17 }, (_, index) => `P${index + 1}`);

/** `→` where the pack carries a row to the vendor, `←` where it carries it back, `–` where neither. */
function marksOf({ capabilities }: PackDocument, row: string): string {
  const capability = capabilities[row];
  const marks = [capability?.out === 'supported' ? '→' : '', capability?.in === 'supported' ? '←' : ''].filter(Boolean);
  return marks.join(' ') || '–';
}

const tableOf = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** One line per pack, one column per row of the People Exchange. */
export function capabilityTable(packs: readonly PackDocument[]): string {
  return tableOf(
    ['pack', ...rows],
    packs.map((pack) => [pack.title, ...rows.map((row) => marksOf(pack, row))]),
  );
}

/** Rows that tests saw passing at the vendor's twin, by pack, such as `P1 →`. */
export type ShownByPack = Readonly<Record<string, readonly string[]>>;

/** The marks of a row, each with a tick where a test saw it pass at the vendor's twin. */
function provenOf(pack: PackDocument, row: string, shown: ShownByPack): string {
  const proven = shown[pack.pack] ?? [];
  return marksOf(pack, row)
    .split(' ')
    .map((mark) => (proven.includes(`${row} ${mark}`) ? `${mark}✓` : mark))
    .join(' ');
}

/** A page with what each pack says of each row, and what tests saw of it. */
export function capabilityPage(packs: readonly PackDocument[], shown: ShownByPack): string {
  const chapters = packs.map(
    (pack) =>
      `## ${pack.title}\n\n${pack.about.trim()}\n\n${rows
        .map((row) => `- **${row}** ${provenOf(pack, row, shown)} ${pack.capabilities[row]?.says ?? ''}`)
        .join('\n')}`,
  );
  const head =
    '# What each pack carries\n\nMade from the packs by `npm run schemas`. `→` goes to the vendor, `←` comes from it; what goes neither way is\ncounted as ignored and stays in the history. `✓` was seen to pass at the vendor’s twin by a test of every run (`shown.json`, written by\n`SHOWN=write npm test -- apps/twin/src/vendors test/journeys/cloudevents`); the rest is shown by the samples of the pack.';
  return `${[head, ...chapters].join('\n\n')}\n`;
}
