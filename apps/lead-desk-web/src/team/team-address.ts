import { type AddressWords, oneOf, textIn } from '../frame/address';

const states = ['active', 'invited', 'disabled'] as const;

/** What the address says about the team: which part, which filters, and what is open. */
export interface TeamAddress {
  tab?: 'offices';
  state?: (typeof states)[number];
  office?: string;
  /** Id of a member or an office that is being edited; `new` for one that is being made. */
  open?: string;
}

export const teamAddress = (words: AddressWords): TeamAddress => ({
  tab: oneOf(words.tab, ['offices']),
  state: oneOf(words.state, states),
  office: textIn(words.office),
  open: textIn(words.open),
});
