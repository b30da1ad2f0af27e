import { type AddressWords, textIn } from '../frame/address';

/** An event that waits at a target, for which somebody came to mend the mapping. */
export interface WaitingEvent {
  participant: string;
  source: string;
  id: string;
  type: string;
  /** The target. */
  at: string;
}

/** Which file is open, which sample is played, and for which event somebody came. */
export interface DraftAddress extends Partial<WaitingEvent> {
  file?: string;
  sample?: string;
}

export const draftAddress = (words: AddressWords): DraftAddress => ({
  file: textIn(words.file),
  sample: textIn(words.sample),
  ...eventWordsIn(words),
});

/** What a draft is to begin with. */
export interface DraftsAddress extends Partial<WaitingEvent> {
  begin?: string;
  pack?: string;
  version?: string;
}

export const draftsAddress = (words: AddressWords): DraftsAddress => ({
  begin: textIn(words.begin),
  pack: textIn(words.pack),
  version: textIn(words.version),
  ...eventWordsIn(words),
});

const eventWordsIn = (words: AddressWords): Partial<WaitingEvent> => ({
  participant: textIn(words.participant),
  source: textIn(words.source),
  id: textIn(words.id),
  type: textIn(words.type),
  at: textIn(words.at),
});

/** All of it, or nothing. */
export function waitingEventOf({ participant, source, id, type, at }: Partial<WaitingEvent>): WaitingEvent | undefined {
  return participant && source && id && type && at ? { participant, source, id, type, at } : undefined;
}
