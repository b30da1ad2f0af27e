import { type AddressWords, textIn } from '../../frame/address';

/** The pack that was chosen. */
export const connectAddress = (words: AddressWords): { pack?: string } => ({ pack: textIn(words.pack) });
