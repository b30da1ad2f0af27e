import { type AddressWords, oneOf } from '../../frame/address';

export const tabs = ['next', 'history', 'about'] as const;

/** What the address says about one lead; `tab` counts on a phone. */
export interface LeadAddress {
  tab?: (typeof tabs)[number];
}

export const leadAddress = (words: AddressWords): LeadAddress => ({ tab: oneOf(words.tab, tabs) });
