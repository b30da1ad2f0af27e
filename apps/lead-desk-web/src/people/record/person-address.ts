import { type AddressWords, oneOf } from '../../frame/address';
import type { TimelineEntryView } from '../../generated';

export const kinds = [
  'visit',
  'search',
  'view',
  'save',
  'enquiry',
  'registration',
  'ownership',
  'appointment',
  'household',
  'consent',
  'interest',
  'note',
  'other',
] as const satisfies readonly TimelineEntryView['kind'][];
export const tabs = ['next', 'timeline', 'about'] as const;

/** What the address says about one person's record; `tab` counts on a phone. */
export interface PersonAddress {
  kind?: (typeof kinds)[number];
  tab?: (typeof tabs)[number];
}

export const personAddress = (words: AddressWords): PersonAddress => ({ kind: oneOf(words.kind, kinds), tab: oneOf(words.tab, tabs) });
