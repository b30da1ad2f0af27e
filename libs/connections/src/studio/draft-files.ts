import { ExchangeRefused } from '#delivery';
import { mappingLimits, type PackFiles } from '#mapping';
import type { FileChanges } from './draft';

const path = /^(?:[a-zA-Z0-9][\w.-]{0,99}\/){0,3}[a-zA-Z0-9][\w.-]{0,99}\.(?:yaml|jsonata|json|md)$/u;

/** The files with the changes made. @throws ExchangeRefused with every problem at once */
export function changedFiles(files: PackFiles, changes: FileChanges): PackFiles {
  const after = new Map(files);
  for (const [name, text] of changes) {
    if (text === null) after.delete(name);
    else after.set(name, text);
  }
  const problems = [...changes].flatMap(([name, text]) => problemsOf(name, text));
  const size = [...after.values()].reduce((sum, text) => sum + text.length, 0);
  if (after.size > mappingLimits.files || size > mappingLimits.packBytes)
    problems.push({
      path: '/files',
      rule: 'size',
      message: `A pack has at most ${mappingLimits.files} files of ${mappingLimits.packBytes} characters together`,
    });
  if (problems.length > 0) throw new ExchangeRefused('invalid', 'Nothing was saved', { problems });
  return after;
}

function problemsOf(name: string, text: string | null): { path: string; rule: string; message: string }[] {
  if (!path.test(name))
    return [
      {
        path: '/files',
        rule: 'path',
        message: `"${name.slice(0, 100)}" is no path of a pack: letters, digits, dots and hyphens, ending in .yaml, .jsonata, .json or .md`,
      },
    ];
  return text?.includes('\0') ? [{ path: '/files', rule: 'storable', message: `${name} may not hold the character NUL` }] : [];
}
