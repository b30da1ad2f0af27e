import { isUtf8 } from 'node:buffer';
import { Refusal } from '../refusal';
import { scanJson } from './scan-json';

/** The text of a body; refuses what is not UTF-8. A byte order mark is stepped over. */
export function readText(body: Buffer): string {
  if (!isUtf8(body)) throw new Refusal(400, 'utf8', 'The body is not valid UTF-8.');
  const text = body.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Parses JSON; a refusal says where the text stops making sense. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw notJson(text);
  }
}

function notJson(text: string): Refusal {
  if (text.trim() === '') return new Refusal(400, 'json', 'The body is empty; an event as JSON was expected.');
  const { fault } = scanJson(text);
  const where = fault === undefined ? '' : ` at position ${fault.position} (line ${fault.line}, column ${fault.column})`;
  const ended = fault !== undefined && fault.position >= text.length ? ', where the body ends' : '';
  const message = `This is not JSON${where}${ended}: expected ${fault?.expected ?? 'JSON'}.`;
  return new Refusal(400, 'json', message, [{ path: '', rule: 'json', message }]);
}

/**
 * Pointers of names that an object has twice. `JSON.parse` silently keeps the last one, another reader might
 * keep the first. The slow scan runs only when the text has more `":` than the parsed value has names.
 */
export function duplicateNames(text: string, names: number): string[] {
  let seen = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (isBlank(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === 0x22) seen++;
  }
  return seen === names ? [] : scanJson(text).duplicates;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
