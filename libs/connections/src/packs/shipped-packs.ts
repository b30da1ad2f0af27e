import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PackFiles } from '#mapping';
import { projectFolder } from '#runtime';

export interface ShippedPack {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

const packsFolder = join(projectFolder(__dirname), 'libs/mapping/packs');
const foldersIn = (folder: string): string[] => readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());

/** The packs that come with the bridge, in their versions. */
export function shippedPacks(): readonly ShippedPack[] {
  return foldersIn(packsFolder).flatMap((name) =>
    foldersIn(join(packsFolder, name)).map((version) => ({ name, version, folder: join(packsFolder, name, version) })),
  );
}

/** Files of a folder by their path below it. */
export function filesIn(folder: string): PackFiles {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(yaml|json|jsonata|md)$/u.test(entry.name),
  );
  return new Map(
    found.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}
