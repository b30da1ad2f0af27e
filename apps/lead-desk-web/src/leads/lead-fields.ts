import { t, wordFor } from '../words/words';
import { financingWord, yesNoWord } from './lead-words';
import { intents, stages } from './leads-address';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** How a field is written: a line, many lines, or one of some. */
export type FieldShape =
  | { readonly kind: 'line'; readonly most: number; readonly type?: 'email' | 'tel' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] };

const line = (most: number, type?: 'email' | 'tel'): FieldShape => ({ kind: 'line', most, type });
const lines: FieldShape = { kind: 'lines' };
const choice = (choices: readonly Choice[]): FieldShape => ({ kind: 'choice', choices });
const nothing = { value: '', label: t('none') };
const yesNo = choice([nothing, ...['yes', 'no'].map((value) => ({ value, label: yesNoWord(value) }))]);

export const fieldShapes = {
  name: line(200),
  email: line(254, 'email'),
  phone: line(40, 'tel'),
  contactByEmail: yesNo,
  contactByPhone: yesNo,
  stage: choice(stages.map((value) => ({ value, label: wordFor('stage', value) }))),
  rating: choice(['0', '1', '2', '3'].map((value) => ({ value, label: t('leads.ratingOf', { count: Number(value) }) }))),
  intent: choice(intents.map((value) => ({ value, label: wordFor('intent', value) }))),
  source: line(64),
  referral: yesNo,
  referralSource: line(200),
  financing: choice([nothing, ...['cash', 'mortgage', 'other'].map((value) => ({ value, label: financingWord(value) }))]),
  prequalified: yesNo,
  lenderName: line(200),
  loanOfficerName: line(200),
  loanOfficerEmail: line(254, 'email'),
  property: line(500),
  mls: line(64),
  propertyId: line(128),
  message: lines,
  notes: lines,
} as const satisfies Readonly<Record<string, FieldShape>>;
export type FieldName = keyof typeof fieldShapes;

/** Fields in the order they are read, under their headings. */
export const fieldGroups = {
  contact: ['name', 'email', 'phone', 'contactByEmail', 'contactByPhone'],
  lead: ['stage', 'rating', 'intent', 'source', 'referral', 'referralSource'],
  money: ['financing', 'prequalified', 'lenderName', 'loanOfficerName', 'loanOfficerEmail'],
  property: ['property', 'mls', 'propertyId', 'message'],
} as const satisfies Readonly<Record<string, readonly FieldName[]>>;
// `Object.keys` forgets that these are the names of the table above.
export const groupNames = Object.keys(fieldGroups) as readonly (keyof typeof fieldGroups)[];

/** A value as it is read. */
export function shownValue(field: FieldName, value: string): string {
  const shape: FieldShape = fieldShapes[field];
  if (value === '') return '';
  return shape.kind === 'choice' ? (shape.choices.find((one) => one.value === value)?.label ?? value) : value;
}
