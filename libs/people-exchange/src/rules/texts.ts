import { declare, type Presence, type Rule } from './rule';

/** Characters as JSON Schema counts them: code points. */
export function lengthOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const pair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (pair) at += 1;
    count += 1;
  }
  return count;
}

export const isString: Rule = {
  name: 'isString',
  schema: { type: 'string' },
  holds: (value) => value === undefined || typeof value === 'string',
  expected: 'must be a text',
};

export const minLength = (min: number): Rule => ({
  name: 'minLength',
  schema: { minLength: min },
  holds: (value) => typeof value !== 'string' || lengthOf(value) >= min,
  expected: min === 1 ? 'must not be empty; leave it out instead' : `must have at least ${min} characters`,
});

export const maxLength = (max: number): Rule => ({
  name: 'maxLength',
  schema: { maxLength: max },
  holds: (value) => typeof value !== 'string' || lengthOf(value) <= max,
  expected: `must have at most ${max} characters`,
});

export const matches = (pattern: RegExp, expected: string, name = 'matches'): Rule => ({
  name,
  schema: { pattern: pattern.source },
  holds: (value) => typeof value !== 'string' || pattern.test(value),
  expected,
});

export const isIn = (values: readonly string[]): Rule => ({
  name: 'isIn',
  schema: values.length === 1 ? { type: 'string', const: values[0] } : { type: 'string', enum: [...values] },
  holds: (value) => value === undefined || (typeof value === 'string' && values.includes(value)),
  expected: `must be ${values.map((value) => `"${value}"`).join(' or ')}`,
});

/** An open enum: the words given are known, any other of this form is kept as it came. */
const openWord = (known: readonly string[]): Rule[] => [
  isString,
  {
    ...matches(
      /^[a-zA-Z][\w-]{0,63}$/u,
      `must be a word such as "${known[0] ?? 'house'}" (a letter, then up to 63 letters, digits, - or _)`,
    ),
    schema: { pattern: '^[a-zA-Z][\\w-]{0,63}$', examples: [...known] },
  },
];

const text = (min: number, max: number): Rule[] => [isString, minLength(min), maxLength(max)];
const one = (about: string, rules: readonly Rule[], presence: Presence): PropertyDecorator =>
  declare({ about, rules, itemRules: [], list: false }, presence);

/** A text of 1 to `max` characters. */
export const Text = (about: string, max: number, presence: Presence = {}): PropertyDecorator => one(about, text(1, max), presence);
/** Somebody's own id of a thing: opaque, 1 to 128 characters. */
export const Id = (about: string, presence: Presence = {}): PropertyDecorator => Text(about, 128, presence);
/** A closed enum: anything else is refused. */
export const OneOf = (about: string, values: readonly string[], presence: Presence = {}): PropertyDecorator =>
  one(about, [isIn(values)], presence);
/** An open enum: known words, and any other of the form `^[a-zA-Z][\w-]{0,63}$`. */
export const Word = (about: string, known: readonly string[], presence: Presence = {}): PropertyDecorator =>
  one(about, openWord(known), presence);
/** A text of a form of its own. */
export const Formed = (about: string, max: number, pattern: RegExp, expected: string, presence: Presence = {}): PropertyDecorator =>
  one(about, [isString, maxLength(max), matches(pattern, expected)], presence);
/** A text held to rules of its own beside its length. */
export const Ruled = (about: string, rules: readonly Rule[], presence: Presence = {}): PropertyDecorator => one(about, rules, presence);
/** A list of texts of 1 to `length` characters. */
export const Texts = (about: string, length: number, items: readonly Rule[], presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: items, itemRules: text(1, length), list: true }, presence);
/** A list of words of an open enum. */
export const Words = (about: string, known: readonly string[], items: readonly Rule[], presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: items, itemRules: openWord(known), list: true }, presence);
