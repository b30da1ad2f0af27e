import { declare, type Presence, type Rule } from './rule';

const isInt: Rule = {
  name: 'isInt',
  schema: { type: 'integer' },
  holds: (value) => value === undefined || Number.isInteger(value),
  expected: 'must be a whole number',
};
const isNumber: Rule = {
  name: 'isNumber',
  schema: { type: 'number' },
  holds: (value) => value === undefined || Number.isFinite(value),
  expected: 'must be a number',
};
const isBoolean: Rule = {
  name: 'isBoolean',
  schema: { type: 'boolean' },
  holds: (value) => value === undefined || typeof value === 'boolean',
  expected: 'must be true or false',
};
const min = (least: number): Rule => ({
  name: 'min',
  schema: { minimum: least },
  holds: (value) => typeof value !== 'number' || value >= least,
  expected: `must be at least ${least}`,
});
const max = (most: number): Rule => ({
  name: 'max',
  schema: { maximum: most },
  holds: (value) => typeof value !== 'number' || value <= most,
  expected: `must be at most ${most}`,
});

export const Whole = (about: string, least: number, most: number, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isInt, min(least), max(most)], itemRules: [], list: false }, presence);
export const Numeric = (about: string, least: number, most: number, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isNumber, min(least), max(most)], itemRules: [], list: false }, presence);
export const Flag = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isBoolean], itemRules: [], list: false }, presence);
