import type { Answered } from './door';

/** Deeper than any vendor's record, and shallow enough for whoever walks over it. */
const mostDeep = 200;

class TooDeep extends Error {
  readonly code = 'tooDeep';
  readonly retriable = false;

  constructor() {
    super(`JSON deeper than ${mostDeep} levels is not read`);
    this.name = 'TooDeep';
  }
}

/** Names in lower case, each with one text. Cookies are for browsers, and secrets more often than not. */
export function readHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const pairs = Object.entries(raw).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (value === undefined || key === 'set-cookie') return [];
    return [[key, plainText(Array.isArray(value) ? value.join(', ') : value)] as const];
  });
  return Object.fromEntries(pairs);
}

/** JSON where it is called so or looks so, and is so; everything else is text, and a text that was cut is never JSON. */
export function readBody(bytes: Buffer, contentType: string | undefined, cut: boolean): Pick<Answered, 'body' | 'readable'> {
  const text = bytes.toString('utf8').replace(/^\uFEFF/u, '');
  if (text.trim() === '') return { body: undefined, readable: 'empty' };
  const mayBeJson = /[/+]json\b/iu.test(contentType ?? '') || /^\s*[[{]/u.test(text);
  if (mayBeJson && !cut) {
    try {
      return { body: plainJson(JSON.parse(text), 0), readable: 'json' };
    } catch {
      // Called JSON and broken: the text says more than the place where it broke.
    }
  }
  return { body: plainText(text), readable: 'text' };
}

/** What no column and no other JSON reader takes: NUL, and halves of a character. */
const plainText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

function plainJson(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= mostDeep) throw new TooDeep();
  if (Array.isArray(value)) return value.map((one) => plainJson(one, depth + 1));
  // Defined rather than assigned, so that a member called __proto__ is a member and nothing else.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [plainText(name), plainJson(inner, depth + 1)]));
}
