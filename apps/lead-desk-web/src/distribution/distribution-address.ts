import { type AddressWords, textIn } from '../frame/address';

/** What the address says about the rule that is looked at; no office is the company. */
export interface DistributionAddress {
  office?: string;
}

export const distributionAddress = (words: AddressWords): DistributionAddress => ({ office: textIn(words.office) });
