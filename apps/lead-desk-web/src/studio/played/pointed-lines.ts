/** A line of JSON, and the pointer of the member that begins on it. */
export interface PointedLine {
  readonly pointer: string;
  readonly depth: number;
  readonly name: string | undefined;
  /** The value where it has one line, else what it begins or ends with. */
  readonly value: string;
  readonly kind: 'string' | 'other' | 'bracket';
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** JSON by lines, each knowing which member it is; positions of an outline stay on one line. */
export function pointedLines(value: unknown): PointedLine[] {
  const lines: PointedLine[] = [];
  const add = (pointer: string, depth: number, name: string | undefined, text: string, kind: PointedLine['kind']) =>
    void lines.push({ pointer, depth, name, value: text, kind });
  const write = (part: unknown, pointer: string, depth: number, name: string | undefined, end: string): void => {
    const list = Array.isArray(part);
    if (typeof part !== 'object' || part === null || (list && part.every((one) => typeof one === 'number')))
      return add(pointer, depth, name, `${JSON.stringify(part) ?? 'nothing'}${end}`, typeof part === 'string' ? 'string' : 'other');
    const members = Object.entries(part);
    const [open, close] = list ? ['[', ']'] : ['{', '}'];
    if (members.length === 0) return add(pointer, depth, name, `${open}${close}${end}`, 'bracket');
    add(pointer, depth, name, open, 'bracket');
    members.forEach(([member, inner], i) =>
      write(inner, `${pointer}/${escaped(member)}`, depth + 1, list ? undefined : member, i < members.length - 1 ? ',' : ''),
    );
    add(pointer, depth, undefined, `${close}${end}`, 'bracket');
  };
  write(value, '', 0, undefined, '');
  return lines;
}

/** Pointers at which two values differ: the member itself, not what it is in. */
export function differing(a: unknown, b: unknown, pointer = ''): string[] {
  if (Object.is(a, b)) return [];
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) return [pointer];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].flatMap((name) => differing(a[name], b[name], `${pointer}/${escaped(name)}`));
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
