import { isFields, type Fields } from './call';

/** What a member of a body may be. */
export interface Rule {
  is: 'text' | 'number' | 'whole' | 'flag' | 'list' | 'object' | 'anything';
  required?: boolean;
  /** For a text: the only values it may have. */
  values?: readonly string[];
  /** For a text: a date (2026-11-02), or a time with its zone (2026-11-02T09:00:00Z). */
  format?: 'date' | 'time';
  of?: Rule;
  fields?: Shape;
}

export type Shape = Readonly<Record<string, Rule>>;

/** One thing that is wrong with a body; `path` such as `related[0].associatedId`. */
export interface Problem {
  path: string;
  kind: 'missing' | 'type' | 'unknown' | 'value' | 'format';
  rule: Rule;
}

export const text: Rule = { is: 'text' };
export const number: Rule = { is: 'number' };
export const whole: Rule = { is: 'whole' };
export const flag: Rule = { is: 'flag' };
export const date: Rule = { is: 'text', format: 'date' };
export const time: Rule = { is: 'text', format: 'time' };
export const anything: Rule = { is: 'anything' };
export const texts: Rule = { is: 'list', of: text };
export const oneOf = (...values: string[]): Rule => ({ is: 'text', values });
export const list = (of: Rule): Rule => ({ is: 'list', of });
export const object = (fields: Shape): Rule => ({ is: 'object', fields });
export const must = (rule: Rule): Rule => ({ ...rule, required: true });

const unknownMember: Rule = { is: 'anything' };

/** Every problem of a body at once. A null is as good as nothing. */
export function problemsOf(shape: Shape, body: Fields, at = ''): Problem[] {
  const found: Problem[] = [];
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(shape, name)) found.push({ path: at + name, kind: 'unknown', rule: unknownMember });
  }
  for (const [name, rule] of Object.entries(shape)) {
    const value = body[name];
    if (value === undefined || value === null) {
      if (rule.required) found.push({ path: at + name, kind: 'missing', rule });
    } else found.push(...problemsOfValue(rule, value, at + name));
  }
  return found;
}

function problemsOfValue(rule: Rule, value: unknown, path: string): Problem[] {
  if (!isOfType(rule, value)) return [{ path, kind: 'type', rule }];
  if (Array.isArray(value)) return value.flatMap((part, i) => (rule.of ? problemsOfValue(rule.of, part, `${path}[${i}]`) : []));
  if (isFields(value)) return rule.fields ? problemsOf(rule.fields, value, `${path}.`) : [];
  if (typeof value !== 'string') return [];
  if (rule.values && !rule.values.includes(value)) return [{ path, kind: 'value', rule }];
  if (rule.format && !isInFormat(rule.format, value)) return [{ path, kind: 'format', rule }];
  return [];
}

function isOfType(rule: Rule, value: unknown): boolean {
  switch (rule.is) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'whole':
      return Number.isInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isFields(value);
    case 'anything':
      return true;
  }
}

function isInFormat(format: 'date' | 'time', value: string): boolean {
  const pattern = format === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
  return pattern.test(value) && !Number.isNaN(Date.parse(value));
}
