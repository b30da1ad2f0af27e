import { type AddressWords, textIn } from '../frame/address';

/** Which event: its sender's own id and source, and who sent it. */
export interface JourneyAddress {
  participant?: string;
  source: string;
  id: string;
}

export const journeyAddress = (words: AddressWords): JourneyAddress => ({
  participant: textIn(words.participant),
  source: textIn(words.source) ?? '',
  id: textIn(words.id) ?? '',
});
