import { type AddressWords, countIn, manyIn, oneOf, textIn } from '../frame/address';

/** What the address says about the report. */
export interface ReportAddress {
  agent?: string[];
  onlyReceiving?: 'true';
  days?: number;
  sort?: string;
  direction?: 'asc' | 'desc';
}

export const reportAddress = (words: AddressWords): ReportAddress => ({
  agent: manyIn(words.agent),
  onlyReceiving: oneOf(words.onlyReceiving, ['true']),
  days: countIn(words.days),
  sort: textIn(words.sort),
  direction: oneOf(words.direction, ['asc', 'desc']),
});
