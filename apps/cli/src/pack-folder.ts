import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import { madeFrom, mappingLimits, type PackFiles, withMember } from '#mapping';
import { codeOf, projectFolder } from '#runtime';
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

const shelf = (): string => join(projectFolder(__dirname), 'libs/mapping/packs');

/** The files that a new pack begins with: the starter, or the newest version of one that comes with the bridge. @throws CommandFailed */
async function beginningOf(name: string, from: string | undefined): Promise<PackFiles> {
  if (from === undefined) return withMember(await packFilesIn(join(projectFolder(__dirname), 'libs/mapping/starter')), 'pack', name);
  const names = await readdir(shelf());
  if (!names.includes(from)) throw new CommandFailed(`There is no pack "${from}" to begin with; there is ${names.join(', ')}.`);
  const newest = (await readdir(join(shelf(), from))).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return madeFrom(await packFilesIn(join(shelf(), from, newest ?? '')), from, name);
}

/**
 * Writes the starter, or a pack that comes with the bridge, into a folder that is not there yet.
 * @returns the pack's name @throws CommandFailed
 */
export async function newPack(folder: string, from?: string): Promise<string> {
  const name = basename(resolve(folder));
  if (!/^[a-z][a-z0-9-]{0,62}$/u.test(name))
    throw new CommandFailed(
      `A pack is named for its folder, in lower-case letters, digits and hyphens such as my-crm; "${name}" is no such name.`,
    );
  const beginning = await beginningOf(name, from);
  try {
    await mkdir(folder);
  } catch (problem) {
    const why = isNativeError(problem) ? problem.message : String(problem);
    throw new CommandFailed(
      codeOf(problem) === 'EEXIST'
        ? `${folder} is there already, and nothing is written over it; name a folder that is not there yet.`
        : `${folder} cannot be made: ${why}. Nothing was written.`,
    );
  }
  for (const [file, text] of beginning) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return name;
}
