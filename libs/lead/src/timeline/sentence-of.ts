import { type Members, listOf, membersOf, numberOf, textOf } from '../facts/read-data';
import { propertyLabel } from '../people/property-label';
import { explicitCriteria, impliedCriteria } from '../searches/read-criteria';
import { searchInWords } from '../searches/in-words';
import { shortened, wordsOf } from './words-of';

export type TimelineKind =
  | 'visit'
  | 'search'
  | 'view'
  | 'save'
  | 'enquiry'
  | 'registration'
  | 'ownership'
  | 'appointment'
  | 'household'
  | 'consent'
  | 'interest'
  | 'note'
  | 'other';

type Side = 'website' | 'backOffice' | 'hand';
interface Entry {
  readonly kind: TimelineKind;
  readonly say: (data: Members, side: Side) => string;
}

const where = (side: Side): string => ({ website: 'on the website', backOffice: 'in the back office', hand: 'by hand' })[side];
const quoted = (text: unknown): string => (textOf(text) === undefined ? '' : `: “${shortened(textOf(text) ?? '', 200)}”`);
const home = (data: Members): string => propertyLabel(membersOf(data['property']));
const stars = (data: Members): string => {
  const count = numberOf(data['stars']);
  return count === undefined ? '' : ` ${count} ${count === 1 ? 'star' : 'stars'}`;
};
const saved = (data: Members): string => {
  const search = explicitCriteria(data);
  return search === undefined ? 'a search' : searchInWords(search);
};
const named = (data: Members): string => (textOf(data['name']) === undefined ? '' : ` “${shortened(textOf(data['name']) ?? '', 80)}”`);
const day = (time: unknown): string => (textOf(time) === undefined ? '' : ` for ${(textOf(time) ?? '').slice(0, 10)}`);
const capacity = (data: Members): string => textOf(membersOf(data['ownership'])['capacity']) ?? 'owner';
const alert = (data: Members): string => {
  const { status, frequency } = membersOf(data['alert']);
  return `${textOf(status) ?? 'changed'}${textOf(frequency) ? `, ${textOf(frequency)}` : ''}`;
};
const consents = (data: Members): string =>
  listOf(data['consents'])
    .slice(0, 4)
    .map((one) => {
      const { purpose, channel, status } = membersOf(one);
      return `${wordsOf(textOf(purpose) ?? 'contact')} by ${wordsOf(textOf(channel) ?? 'any channel')} ${wordsOf(textOf(status) ?? 'changed')}`;
    })
    .join('; ');
const about = (data: Members): string => {
  const { kind, property, area } = membersOf(data['about']);
  if (property !== undefined) return ` about ${propertyLabel(membersOf(property))}`;
  if (area !== undefined) return ` about ${shortened(textOf(membersOf(area)['label']) ?? 'an area', 80)}`;
  return textOf(kind) === undefined
    ? ''
    : ` about ${kind === 'office' ? 'an office' : kind === 'member' ? 'a member of staff' : `a ${textOf(kind)}`}`;
};

/** Whether nothing is said of a person but by which names others know them. */
const onlyLinks = (data: Members): boolean => Object.keys(membersOf(data['person'])).join() === 'externalIds';

const entries: Readonly<Record<string, Entry>> = {
  'person.registered': { kind: 'registration', say: (_, side) => `Registered ${where(side)}` },
  'person.updated': { kind: 'other', say: (data, side) => `${onlyLinks(data) ? 'Records linked' : 'Details changed'} ${where(side)}` },
  'person.merged': { kind: 'other', say: (_, side) => `Records of one person were merged ${where(side)}` },
  'person.erased': { kind: 'other', say: () => 'Erased' },
  'account.invited': { kind: 'registration', say: () => 'Invited to a website account' },
  'consent.changed': { kind: 'consent', say: (data) => `Consent: ${consents(data)}` },
  'site.visited': {
    kind: 'visit',
    say: (data) => `Visited the website${numberOf(data['visits']) === undefined ? '' : `, visit ${numberOf(data['visits'])}`}`,
  },
  'search.performed': {
    kind: 'search',
    say: (data) => {
      const search = impliedCriteria(data);
      return `Searched: ${search === undefined ? 'properties' : searchInWords(search)}`;
    },
  },
  'search.saved': { kind: 'search', say: (data, side) => `Saved the search${named(data)} ${where(side)}: ${saved(data)}` },
  'search.updated': { kind: 'search', say: (data, side) => `Changed the saved search${named(data)} ${where(side)}: ${saved(data)}` },
  'search.removed': { kind: 'search', say: (_, side) => `Removed a saved search ${where(side)}` },
  'alert.changed': { kind: 'search', say: (data) => `E-mail alert of a saved search: ${alert(data)}` },
  'property.viewed': { kind: 'view', say: (data) => `Looked at ${home(data)}` },
  'property.saved': { kind: 'save', say: (data) => `Saved ${home(data)}` },
  'property.unsaved': { kind: 'save', say: (data) => `No longer saves ${home(data)}` },
  'property.rated': { kind: 'save', say: (data) => `Gave ${home(data)}${stars(data)}` },
  'property.noted': { kind: 'note', say: (data) => `Noted on ${home(data)}${quoted(data['text'])}` },
  'interest.registered': {
    kind: 'interest',
    say: (data) =>
      `Showed interest in ${home(data)} in branch${textOf(data['how']) === undefined ? '' : ` (${wordsOf(textOf(data['how']) ?? '')})`}`,
  },
  'interest.withdrawn': { kind: 'interest', say: (data) => `No longer interested in ${home(data)}` },
  'enquiry.made': {
    kind: 'enquiry',
    say: (data) => `Enquired (${wordsOf(textOf(data['enquiryType']) ?? 'general')})${about(data)}${quoted(data['message'])}`,
  },
  'household.changed': {
    kind: 'household',
    say: (data) => {
      const count = listOf(data['members']).length;
      return count > 1 ? `House-hunts in a group of ${count}` : 'House-hunts alone';
    },
  },
  'ownership.claimed': { kind: 'ownership', say: (data) => `Says to be the ${capacity(data)} of ${home(data)}${quoted(data['message'])}` },
  'ownership.confirmed': { kind: 'ownership', say: (data) => `Confirmed as the ${capacity(data)} of ${home(data)}` },
  'ownership.refuted': { kind: 'ownership', say: (data) => `Found not to be the ${capacity(data)} of ${home(data)}` },
  'ownership.ended': { kind: 'ownership', say: (data) => `No longer the ${capacity(data)} of ${home(data)}` },
  'feedback.given': { kind: 'note', say: (data) => `Feedback on ${home(data)}${stars(data)}${quoted(data['text'])}` },
  'appointment.booked': { kind: 'appointment', say: (data) => `${appointment(data)} booked${day(data['start'])}` },
  'appointment.changed': { kind: 'appointment', say: (data) => `${appointment(data)} moved or changed${day(data['start'])}` },
  'appointment.cancelled': {
    kind: 'appointment',
    say: (data) => `Appointment cancelled${quoted(data['reason'])}`,
  },
};

function appointment(data: Members): string {
  const kind = wordsOf(textOf(data['kind']) ?? 'appointment');
  const place = data['property'] === undefined ? '' : ` at ${home(data)}`;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${place}`;
}

/** Whether the lead desk has a use for this type. */
export const isUsedType = (type: string): boolean => Object.hasOwn(entries, type);

/** One line of the timeline, in plain words and without the name of anybody else. */
export function sentenceOf(type: string, data: unknown, side: Side): { kind: TimelineKind; sentence: string } {
  const entry = isUsedType(type) ? entries[type] : undefined;
  return entry === undefined
    ? { kind: 'other', sentence: wordsOf(type) }
    : { kind: entry.kind, sentence: shortened(entry.say(membersOf(data), side), 400) };
}
