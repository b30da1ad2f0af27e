import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPack, trySamples } from '../src';

class ExampleNotRight extends Error {}

const room = join(__dirname, '..');
const example = join(room, 'examples/harbour-crm');
const guide = readFileSync(join(room, 'GUIDE.md'), 'utf8');
const files = new Map(
  readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path): [string, string] => [path.slice(example.length + 1), readFileSync(path, 'utf8')]),
);
/** Excerpts stand by themselves in the guide, so they may be indented less than in their file. */
const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
const excerpts = [...guide.matchAll(/\*\*([\w./-]+)\*\*\n\n```\w+\n([^]*?)```/gu)].map(([, file = '', text = '']): [string, string] => [
  file,
  text,
]);

describe('the guide to packs', () => {
  it('leads to a pack that is right and does what its samples expect', async () => {
    const { pack, problems } = readPack(files);
    expect(problems).toEqual([]);
    if (!pack) throw new ExampleNotRight();
    const { tried, problems: missing } = await trySamples(pack, {});
    expect([missing, tried.flatMap(({ name, differences }) => differences.map((one) => `${name}: ${one}`))]).toEqual([[], []]);
  });

  it.each(excerpts)('shows of %s what is in it', (file, text) => {
    expect(lines(files.get(file) ?? '')).toContain(lines(text));
  });

  it('shows every mapping of the pack but the one the starter brings', () => {
    const shown = new Set(excerpts.map(([file]) => file));
    expect([...files.keys()].filter((file) => file.endsWith('.jsonata') && !shown.has(file))).toEqual(['out/note.jsonata']);
  });
});
