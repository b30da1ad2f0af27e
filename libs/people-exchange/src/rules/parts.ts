import { type DataClass, declare, type Presence, type Rule } from './rule';

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isObject: Rule = {
  name: 'isObject',
  schema: { type: 'object' },
  holds: (value) => value === undefined || isPlainObject(value),
  expected: 'must be an object',
};
const isArray: Rule = {
  name: 'isArray',
  schema: { type: 'array' },
  holds: (value) => value === undefined || Array.isArray(value),
  expected: 'must be a list',
};
const arrayMinSize = (min: number): Rule => ({
  name: 'arrayMinSize',
  schema: { minItems: min },
  holds: (value) => !Array.isArray(value) || value.length >= min,
  expected: `must have at least ${min} ${min === 1 ? 'item' : 'items'}`,
});
const arrayMaxSize = (max: number): Rule => ({
  name: 'arrayMaxSize',
  schema: { maxItems: max },
  holds: (value) => !Array.isArray(value) || value.length <= max,
  expected: `must have at most ${max} items`,
});

/** How many items a list may have. */
export const items = (max: number, min = 0): readonly Rule[] => [isArray, ...(min > 0 ? [arrayMinSize(min)] : []), arrayMaxSize(max)];

/** One part of a class of its own. */
export const One = (about: string, part: () => DataClass, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isObject], itemRules: [], part, list: false }, presence);
/** A list of such parts. */
export const Many = (about: string, part: () => DataClass, size: readonly Rule[], presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: size, itemRules: [isObject], part, list: true }, presence);
