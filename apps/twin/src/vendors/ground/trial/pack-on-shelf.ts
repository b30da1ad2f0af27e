import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, readPack } from '#mapping';
import { projectFolder } from '#runtime';

class PackNotRight extends Error {}

/** A pack and its samples, from the shelf. @throws PackNotRight */
export function packOnShelf(name: string, version: string): Pack {
  const folder = join(projectFolder(__dirname), 'libs/mapping/packs', name, version);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path): [string, string] => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]);
  const { pack, problems } = readPack(new Map(files));
  if (!pack) throw new PackNotRight(JSON.stringify(problems));
  return pack;
}
