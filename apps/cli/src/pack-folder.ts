import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mappingLimits, type PackFiles } from '#mapping';
import { CommandFailed } from './bridge-api';

/** Files of a pack's folder, by their path below it. @throws CommandFailed where it is no folder, or far too large to be a pack */
export async function packFilesIn(folder: string): Promise<PackFiles> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false, // told below
  );
  if (!isFolder) throw new CommandFailed(`${folder} is no folder; a pack is a folder with a pack.yaml in it.`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(yaml|json|jsonata|md)$/u.test(entry.name));
  if (files.length > mappingLimits.files)
    throw new CommandFailed(`${folder} holds ${files.length} files; a pack has ${mappingLimits.files} at most. Is it the right folder?`);
  const read = new Map<string, string>();
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const { size } = await stat(path);
    if (size > mappingLimits.packBytes)
      throw new CommandFailed(`${path} has ${size} bytes; a pack has ${mappingLimits.packBytes} at most.`);
    read.set(path.slice(join(folder, '/').length).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  return read;
}
