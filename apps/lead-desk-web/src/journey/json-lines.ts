import { t } from '../words/words';

/** A piece of a line, by what it is. */
export interface Piece {
  kind: 'key' | 'string' | 'other' | 'mark' | 'folded';
  text: string;
}

const longest = 8;
const shown = 4;

export function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false; // an answer may be any text
  }
}

/** JSON as lines: a list of numbers on one line, of a list longer than `keep` only the beginning. */
export function jsonLines(value: unknown, keep: number = longest): Piece[][] {
  const lines: Piece[][] = [[]];
  const add = (kind: Piece['kind'], text: string) => void lines.at(-1)?.push({ kind, text });
  const begin = (depth: number) => void lines.push([{ kind: 'mark', text: '  '.repeat(depth) }]);

  const write = (part: unknown, depth: number): void => {
    if (Array.isArray(part)) return isShort(part) ? add('other', `[${part.join(', ')}]`) : writeList(part, depth);
    if (typeof part === 'object' && part !== null) return writeMembers(Object.entries(part), depth);
    add(typeof part === 'string' ? 'string' : 'other', JSON.stringify(part));
  };
  const writeList = (list: readonly unknown[], depth: number): void => {
    const rest = list.length > keep ? list.length - shown : 0;
    const first = rest > 0 ? list.slice(0, shown) : list;
    add('mark', '[');
    first.forEach((part, i) => {
      begin(depth + 1);
      write(part, depth + 1);
      if (i < first.length - 1 || rest > 0) add('mark', ',');
    });
    if (rest > 0) {
      begin(depth + 1);
      add('folded', t('journey.folded', { count: rest }));
    }
    begin(depth);
    add('mark', ']');
  };
  const writeMembers = (members: readonly [string, unknown][], depth: number): void => {
    if (members.length === 0) return add('mark', '{}');
    add('mark', '{');
    members.forEach(([name, part], i) => {
      begin(depth + 1);
      add('key', JSON.stringify(name));
      add('mark', ': ');
      write(part, depth + 1);
      if (i < members.length - 1) add('mark', ',');
    });
    begin(depth);
    add('mark', '}');
  };

  write(value, 0);
  return lines;
}

export const hasFolded = (lines: readonly Piece[][]): boolean => lines.some((line) => line.some(({ kind }) => kind === 'folded'));

const isShort = (list: readonly unknown[]): boolean => list.length <= 4 && list.every((part) => typeof part === 'number');
