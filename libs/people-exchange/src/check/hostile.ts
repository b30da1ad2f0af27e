import type { Problem } from '../envelope';

const maxDepth = 64;
const dangerous = new Set(['__proto__', 'constructor', 'prototype']);

/** What no value may hold: NUL, lone surrogates, prototype names, numbers out of range, depth beyond 64. */
export function hostileIn(value: unknown, path = '', depth = 0, problems: Problem[] = []): Problem[] {
  if (problems.length >= 20) return problems;
  if (typeof value === 'string') {
    if (value.includes('\u0000')) problems.push({ path, rule: 'noNul', message: `${path} must not contain the NUL character` });
    else if (!value.isWellFormed())
      problems.push({ path, rule: 'wellFormed', message: `${path} contains half of a surrogate pair, which is no character` });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) problems.push({ path, rule: 'finite', message: `${path} is a number too large to be kept` });
  } else if (typeof value === 'object' && value !== null) {
    if (depth >= maxDepth) {
      problems.push({ path, rule: 'maxDepth', message: `${path.slice(0, 200)} is nested deeper than ${maxDepth} levels` });
      return problems;
    }
    for (const name of Object.keys(value)) {
      const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (dangerous.has(name)) problems.push({ path: at, rule: 'noPrototypeKeys', message: `"${name}" is not allowed as a member name` });
      else {
        if (name.includes('\u0000') || !name.isWellFormed())
          problems.push({ path, rule: 'noNul', message: `a member name under ${path} holds a character that is not allowed` });
        hostileIn((value as Readonly<Record<string, unknown>>)[name], at, depth + 1, problems); // an object's own member, whatever it is
      }
    }
  }
  return problems;
}
