import { isCode, isTest, type Rule, type SourceFile } from '../source-file';

const emptyNames = ['common', 'shared', 'utils', 'util', 'helpers', 'core', 'services', 'dto', 'dtos', 'types', 'entities', 'controllers'];

/** A folder is named for what it is about. */
export const foldersAreNamedForTheirSubject: Rule = (files) => {
  const folders = new Set(
    files.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, i, parts) => parts.slice(0, i + 1).join('/')),
    ),
  );
  return [...folders]
    .filter((folder) => emptyNames.includes(folder.split('/').at(-1) ?? ''))
    .map((folder) => `${folder} is a name for anything: name the folder for the use case or the noun it holds`);
};

const limits = { median: 80, ninetieth: 200, most: 400 };

/** Files stay small enough to read in one go. */
export const filesStaySmall: Rule = (files) => {
  const sizes = files
    .filter((file) => isCode(file) && !isTest(file))
    .map(({ path, text }) => ({ path, lines: text.replace(/\n$/, '').split('\n').length }));
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  const share = (part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
  const found = sizes
    .filter(({ lines }) => lines > limits.most)
    .map(({ path, lines }) => `${path} has ${lines} lines: no file has more than ${limits.most}, split it by what it is about`);
  if (share(0.5) > limits.median) found.push(`the median file has ${share(0.5)} lines: half of the files keep to ${limits.median}`);
  if (share(0.9) > limits.ninetieth) found.push(`nine files in ten keep to ${limits.ninetieth} lines, here the ninth has ${share(0.9)}`);
  return found;
};

const allowedAtTop = [
  'apps',
  'libs',
  'schemas',
  'deploy',
  'test',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'README.md',
  'ARCHITECTURE.md',
];
const madeHere = ['node_modules', 'dist', 'coverage'];

/** The top level is a page of contents: nothing is added to it lightly. Names that begin with a dot, and what is made and ignored, may lie there. */
export function topLevelIsComplete(entries: readonly string[]): string[] {
  return entries
    .filter((entry) => !entry.startsWith('.') && !allowedAtTop.includes(entry) && !madeHere.includes(entry) && !entry.endsWith('.log'))
    .map((entry) => `${entry} lies at the top level: it belongs below one of ${allowedAtTop.slice(0, 5).join(', ')}`);
}

/** What the README tells a reader to run exists. */
export function readmeNamesScriptsThatExist(readme: SourceFile, scripts: readonly string[]): string[] {
  const named = [...readme.text.matchAll(/\bnpm (?:run(?:-script)? ([\w:.-]*\w)|(start|test)\b)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...new Set(named)]
    .filter((name) => !scripts.includes(name))
    .map((name) => `${readme.path} names \`npm run ${name}\`: package.json has no such script`);
}
