import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { mappingLimits, type PackFiles } from '#mapping';
import { projectFolder } from '#runtime';
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

/** Writes the starter into a folder that is not there yet. @returns the pack's name @throws CommandFailed */
export async function newPack(folder: string): Promise<string> {
  const name = basename(resolve(folder));
  if (!/^[a-z][a-z0-9-]{0,62}$/u.test(name))
    throw new CommandFailed(
      `A pack is named for its folder, in lower-case letters, digits and hyphens such as my-crm; "${name}" is no such name.`,
    );
  const starter = await packFilesIn(join(projectFolder(__dirname), 'libs/mapping/starter'));
  try {
    await mkdir(folder);
  } catch (problem) {
    throw new CommandFailed(
      `${folder} cannot be made: ${problem instanceof Error ? problem.message : String(problem)}. Nothing was written.`,
    );
  }
  for (const [file, text] of starter) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file === 'pack.yaml' ? text.replace('pack: my-crm', `pack: ${name}`) : text);
  }
  return name;
}
