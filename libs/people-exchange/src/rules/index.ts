export { Amount, Currency } from './money';
export { Day, Time } from './moments';
export { Flag, Numeric, Whole } from './numbers';
export { items, Many, One } from './parts';
export type { DataClass, Field, Presence, Rule, Schema } from './rule';
export { Formed, Id, OneOf, Ruled, Text, Texts, Word, Words } from './texts';
