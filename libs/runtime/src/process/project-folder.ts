import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The top of this installation, seen from a source or from what was built of it: where `package.json` lies. */
export function projectFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  }
}
