import { type AddressWords, textIn } from '../frame/address';

/** Which file is open, and which sample is played. */
export interface DraftAddress {
  file?: string;
  sample?: string;
}

export const draftAddress = (words: AddressWords): DraftAddress => ({ file: textIn(words.file), sample: textIn(words.sample) });
