import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** Paths of all files below a folder, with forward slashes: what may be asked for, and nothing else. */
export function builtFiles(root: string): ReadonlySet<string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(files.map((file) => relative(root, `${file.parentPath}${sep}${file.name}`).replaceAll(sep, '/')));
}
