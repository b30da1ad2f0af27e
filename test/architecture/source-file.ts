import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the project, its path from the top with slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** A rule of the house: takes files, gives a sentence for each place that breaks it. */
export type Rule = (files: readonly SourceFile[]) => string[];

const notOurs = new Set(['node_modules', 'dist', 'generated', '.data', '.cache', 'coverage', '.git']);

/** All files below the folders whose names end as asked. */
export function filesBelow(top: string, folders: readonly string[], endings: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !notOurs.has(entry.name)) walk(path);
      else if (entry.isFile() && endings.some((ending) => path.endsWith(ending)))
        found.push({ path, text: readFileSync(join(top, path), 'utf8') });
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

export function isTest({ path }: SourceFile): boolean {
  return /\.(spec|conformance)\.tsx?$/.test(path) || path.startsWith('test/');
}

export function isCode({ path }: SourceFile): boolean {
  return /\.tsx?$/.test(path);
}

/** `libs/lead/src/x.ts` is in room `lead`, `apps/cli/src/main.ts` in app `cli`. */
export function placeOf({ path }: SourceFile): { kind: 'apps' | 'libs'; name: string } | undefined {
  const [kind, name] = path.split('/');
  return (kind === 'apps' || kind === 'libs') && name !== undefined ? { kind, name } : undefined;
}

/** What a file imports, requires or re-exports, as written. */
export function importsOf({ text }: SourceFile): string[] {
  const code = withoutComments(text);
  const pattern = /\bfrom\s*['"]([^'"\n]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"\n]+)['"]|^\s*import\s*['"]([^'"\n]+)['"]/gm;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Comments blanked, line by line, so that a rule does not trip over what is only spoken of; an address (`://`) is no comment. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

/** Number of the line an offset is on, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A sentence for each match of a pattern in code, comments left out. */
export function matches(files: readonly SourceFile[], pattern: RegExp, why: string): string[] {
  return files.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return [...code.matchAll(pattern)].map(
      (match) => `${path}:${lineAt(code, match.index)} has \`${match[0].trim().slice(0, 60)}\`: ${why}`,
    );
  });
}
