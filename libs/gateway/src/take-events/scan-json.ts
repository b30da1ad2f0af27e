export interface JsonFault {
  /** Characters from the start, 0-based. */
  readonly position: number;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

interface Level {
  readonly object: boolean;
  readonly keys: Set<string>;
  /** The key or index that is being read. */
  at: string | number;
}

// Plain characters are those from the blank on, but for the quote and the backslash.
const string = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const blank = /[ \t\n\r]*/y;

/**
 * Reads JSON the slow way, to say what `JSON.parse` does not: where it breaks, and which keys come twice.
 * Keeps its own stack, so that depth costs memory and never the process.
 */
export function scanJson(text: string): { fault?: JsonFault; duplicates: string[] } {
  const duplicates: string[] = [];
  const levels: Level[] = [];
  let i = 0;

  const skip = (): void => {
    blank.lastIndex = i;
    blank.test(text);
    i = blank.lastIndex;
  };
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = i;
    const found = pattern.exec(text)?.[0];
    i += found?.length ?? 0;
    return found;
  };
  const fail = (expected: string) => ({ fault: { position: i, ...lineAndColumn(text, i), expected }, duplicates });
  /** Reads `"key":` of the innermost object; false when something else stands there. */
  const key = (level: Level): boolean => {
    skip();
    const raw = take(string);
    if (raw === undefined) return false;
    const name = String(JSON.parse(raw));
    if (level.keys.has(name)) duplicates.push(pointer(levels.slice(0, -1), name));
    level.keys.add(name);
    level.at = name;
    skip();
    if (text[i] !== ':') return false;
    i++;
    return true;
  };

  for (;;) {
    skip();
    const c = text[i];
    if (c === '{' || c === '[') {
      i++;
      const level: Level = { object: c === '{', keys: new Set(), at: 0 };
      levels.push(level);
      skip();
      if (text[i] !== (level.object ? '}' : ']')) {
        if (level.object && !key(level)) return fail('a name in double quotes and a colon');
        continue;
      }
    } else if (c === '"') {
      if (take(string) === undefined) return fail('a string that ends, without raw control characters and with known escapes');
    } else if (take(scalar) === undefined) return fail('a value');

    // A value is complete: close what ends here, or go on to the next one.
    for (;;) {
      skip();
      const level = levels.at(-1);
      if (level === undefined) return i < text.length ? fail('nothing after the value') : { duplicates };
      if (text[i] === (level.object ? '}' : ']')) {
        i++;
        levels.pop();
        continue;
      }
      if (text[i] !== ',') return fail(level.object ? 'a comma or }' : 'a comma or ]');
      i++;
      if (!level.object) level.at = Number(level.at) + 1;
      else if (!key(level)) return fail('a name in double quotes and a colon');
      break;
    }
  }
}

function pointer(levels: readonly Level[], name: string): string {
  return [...levels.map((level) => level.at), name].map((part) => `/${escapePointer(String(part))}`).join('');
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position);
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') };
}
