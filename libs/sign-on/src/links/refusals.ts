import { ExchangeRefused } from '#delivery';
import type { Ownership } from '../owners/ownership-of';

/** Why nobody is let in, as it is kept with what was asked. */
export type RefusedWhy = Exclude<Ownership['state'], 'confirmed'>;

const sentences: Readonly<Record<RefusedWhy, string>> = {
  none: 'No back office has confirmed that this person owns the property, and they have not said so themselves.',
  claimed: 'This person says that they own the property, and no back office has confirmed it yet.',
  refuted: 'A back office found that this person does not own the property.',
  ended: 'This person owned the property and does no longer.',
};

export const noOwner = (state: RefusedWhy): ExchangeRefused => new ExchangeRefused('forbidden', sentences[state], { ownership: state });

export const notTheirPerson = (): ExchangeRefused => new ExchangeRefused('notFound', 'This website has told of no such person.');

export const erasedPerson = (): ExchangeRefused =>
  new ExchangeRefused('expired', 'This person was erased: there is nothing left to let them in by.');
