import type { Problem } from '../envelope';
import { namesAPassword } from '../rules/secrets';

const maxDepth = 64;
const mostProblems = 20;

const isForbiddenName = (name: string): boolean => name === '__proto__' || name === 'constructor' || name === 'prototype';
/** Cheap look before the real one: only names that end in d, e or h can name a password. */
function maySayPassword(name: string): boolean {
  const last = name.charCodeAt(name.length - 1) | 0x20;
  return name.length > 5 && (last === 0x64 || last === 0x65 || last === 0x68);
}
const isCleanLong = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
/** Letter by letter where that is quicker than two calls into the engine; at half of a pair it is left to them. */
function isCleanText(text: string): boolean {
  if (text.length > 64) return isCleanLong(text);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0 || (code & 0xf800) === 0xd800) return isCleanLong(text);
  }
  return true;
}

/** One walk over all of an event that allocates nothing: true where there is anything `hostileIn` would name. */
export function isHostile(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !isCleanText(value);
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > maxDepth) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (isHostile(value[index], depth + 1)) return true;
    return false;
  }
  // Of parsed JSON: all names are its own.
  for (const name in value) {
    if (isForbiddenName(name) || !isCleanText(name) || (maySayPassword(name) && namesAPassword(name))) return true;
    if (isHostile((value as Readonly<Record<string, unknown>>)[name], depth + 1)) return true; // an object's own member, whatever it is
  }
  return false;
}

/** What no event may hold: NUL, halves of surrogate pairs, prototype names, passwords, numbers out of range, depth beyond 64. */
export function hostileIn(value: unknown, path = '', depth = 0, problems: Problem[] = []): Problem[] {
  const say = (at: string, rule: string, message: string): void => void problems.push({ path: at, rule, message });
  if (problems.length >= mostProblems) return problems;
  if (typeof value === 'string') textProblems(value, path, path, say);
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) say(path, 'finite', `${path} must be a number that fits a double; it is too large`);
  } else if (typeof value === 'object' && value !== null) {
    if (depth > maxDepth) {
      say(path.slice(0, 200), 'maxDepth', `${path.slice(0, 200)} is nested deeper than ${maxDepth} levels`);
      return problems;
    }
    for (const name of Object.keys(value)) {
      const shown = name.toWellFormed().replaceAll('\u0000', '\ufffd').slice(0, 100);
      const at = `${path}/${shown.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (isForbiddenName(name)) say(at, 'noPrototypeKeys', `"${name}" must not be the name of a member`);
      else if (namesAPassword(name)) say(at, 'noPassword', `${at} names a password: none ever goes through the bridge; leave it out`);
      else {
        textProblems(name, at, `a member name under ${path || 'the event'}`, say);
        hostileIn((value as Readonly<Record<string, unknown>>)[name], at, depth + 1, problems); // an object's own member, whatever it is
      }
    }
  }
  return problems;
}

function textProblems(text: string, path: string, words: string, say: (path: string, rule: string, message: string) => void): void {
  if (text.includes('\u0000')) say(path, 'noNul', `${words} must not contain the NUL character`);
  if (!text.isWellFormed()) say(path, 'wellFormed', `${words} must not contain half of a surrogate pair, which is no character`);
}
