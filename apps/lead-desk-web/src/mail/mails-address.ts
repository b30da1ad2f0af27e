import { type AddressWords, oneOf } from '../frame/address';

export const mailStates = ['waiting', 'sending', 'sent', 'kept', 'refused', 'unsure'] as const;

/** What the address says about the list of mails. */
export interface MailsAddress {
  state?: (typeof mailStates)[number];
}

export const mailsAddress = (words: AddressWords): MailsAddress => ({ state: oneOf(words.state, mailStates) });
