import { declare, type Presence } from './rule';
import { isString, matches } from './texts';

const amount = matches(/^\d{1,15}(\.\d{1,4})?$/u, 'must be a decimal text such as "425000" or "1250.50"');
const currency = matches(/^[A-Z]{3}$/u, 'must be an ISO 4217 code such as "GBP"');

/** An amount of money as a decimal text, never a float; its currency stands beside it. */
export const Amount = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isString, amount], itemRules: [], list: false }, presence);
/** ISO 4217, three capital letters. */
export const Currency = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isString, currency], itemRules: [], list: false }, presence);
