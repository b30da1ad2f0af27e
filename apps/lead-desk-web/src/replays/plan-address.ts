import { type AddressWords, manyIn, oneOf, textIn } from '../frame/address';

export const spans = ['day', 'week', 'month', 'all', 'own'] as const;
export type Span = (typeof spans)[number];

/** What is to be planned: the form as it stands, so that a link shows the same. */
export interface PlanAddress {
  fill?: 'true';
  target?: string;
  person?: string;
  type?: string[];
  span?: Span;
}

export const planAddress = (words: AddressWords): PlanAddress => ({
  fill: oneOf(words.fill, ['true']),
  target: textIn(words.target),
  person: textIn(words.person),
  type: manyIn(words.type),
  span: oneOf(words.span, spans),
});
