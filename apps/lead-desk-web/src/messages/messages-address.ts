import { type AddressWords, oneOf } from '../frame/address';

/** What the address says about messages. */
export interface MessagesAddress {
  unread?: 'true';
}

export const messagesAddress = (words: AddressWords): MessagesAddress => ({ unread: oneOf(words.unread, ['true']) });
