import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilityPage, capabilityTable } from './capability-table';
import { packDocuments } from './documents';
import type { PackDocument } from './pack-document';
import { packReference } from './pack-reference';
import { readPack } from './read/read-pack';
import { packSchema, packSchemaVersion } from './schema/pack-schema';

const top = join(__dirname, '../../..');
const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');

describe('the published schema of packs', () => {
  it.each([...packDocuments()])('%s is what packs are checked by, and is locked by its hash', (path, text) => {
    expect(textOf(`schemas/${path}`)).toBe(text);
    const lock: unknown = JSON.parse(textOf('schemas/published.json'));
    expect(lock).toMatchObject({ [path]: createHash('sha256').update(text).digest('hex') });
  });

  it('says of each member what it is', () => {
    expect(undescribed(packSchema, '')).toEqual([]);
  });

  it('is named by the first line of the pack that `pack new` writes', () => {
    expect(textOf('libs/mapping/starter/pack.yaml').split('\n')[0]).toMatch(
      new RegExp(`^# yaml-language-server: \\$schema=\\S+/mapping-pack/${packSchemaVersion}\\.json$`),
    );
  });

  it('has a page that names every member, and is what it was made from', () => {
    expect(textOf('libs/mapping/REFERENCE.md')).toBe(packReference());
  });
});

describe('what packs carry', () => {
  const shipped = packsIn(join(top, 'libs/mapping/packs'));

  it('stands in the README as the packs say it', () => {
    expect(textOf('README.md')).toContain(`<!-- capabilities -->\n${capabilityTable(shipped)}\n<!-- /capabilities -->`);
  });

  it('P17: calls shown at a twin only what a pack calls supported', () => {
    const shown: Record<string, readonly string[]> = JSON.parse(textOf('libs/mapping/shown.json'));
    const supported = shipped.flatMap(({ pack, capabilities }) =>
      Object.entries(capabilities).flatMap(([row, one]) => [
        ...(one.out === 'supported' ? [`${pack} ${row} →`] : []),
        ...(one.in === 'supported' ? [`${pack} ${row} ←`] : []),
      ]),
    );
    const claimed = Object.entries(shown).flatMap(([pack, rows]) => rows.map((row) => `${pack} ${row}`));
    expect(claimed.filter((one) => !supported.includes(one))).toEqual([]);
    expect(claimed.length).toBeGreaterThan(0);
  });

  it('P17: stands beside the packs with a sentence for each row', () => {
    expect(textOf('libs/mapping/CAPABILITIES.md')).toBe(capabilityPage(shipped, JSON.parse(textOf('libs/mapping/shown.json'))));
  });
});

/** The newest version of each. */
function packsIn(folder: string): readonly PackDocument[] {
  return readdirSync(folder).map((name) => {
    const root = join(folder, name, readdirSync(join(folder, name)).sort().at(-1) ?? '');
    const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const files = entries.map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    });
    const { pack } = readPack(new Map(files));
    if (!pack) throw new TypeError(`pack ${name} cannot be read`);
    return pack.document;
  });
}

/** Members below that say nothing of themselves. */
function undescribed(schema: unknown, at: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((part, n) => undescribed(part, `${at}/${n}`));
  return Object.entries(schema).flatMap(([name, part]) => {
    if (name === 'enum' || name === 'required' || name === 'const') return [];
    if (name !== 'properties') return undescribed(part, `${at}/${name}`);
    const members = Object.entries(Object(part)); // what `properties` always is
    const here = members.flatMap(([member, one]) => (Object(one).description ? [] : [`${at}/${member}`]));
    return [...here, ...members.flatMap(([member, one]) => undescribed(one, `${at}/${member}`))];
  });
}
