import { type AddressWords, textIn } from '../frame/address';

/** What the address says about the list of replays. */
export interface ReplaysAddress {
  target?: string;
}

export const replaysAddress = (words: AddressWords): ReplaysAddress => ({ target: textIn(words.target) });
