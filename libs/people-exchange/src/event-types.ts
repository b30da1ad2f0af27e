import type { Side } from './envelope';
import {
  AccountInvited,
  ConsentChanged,
  HouseholdChanged,
  PersonErased,
  PersonMerged,
  PersonRegistered,
  SiteVisited,
} from './events/people';
import {
  AppointmentCancelled,
  AppointmentStated,
  EnquiryMade,
  FeedbackGiven,
  InterestShown,
  OwnershipStated,
  PropertyNoted,
  PropertyRated,
  PropertyTouched,
} from './events/property';
import { AlertChanged, SearchPerformed, SearchRemoved } from './events/search';
import { SavedSearch } from './words/search';

export interface EventTypeEntry {
  readonly type: string;
  /** Row of FEATURES; consent, merge and erasure belong to none of P1–P16. */
  readonly row: string;
  readonly sides: readonly Side[];
  readonly version: 1;
  readonly data: new () => object;
}

const both: readonly Side[] = ['website', 'backOffice'];
const website: readonly Side[] = ['website'];
const backOffice: readonly Side[] = ['backOffice'];
const entry = (type: string, row: string, sides: readonly Side[], data: new () => object): EventTypeEntry => ({
  type,
  row,
  sides,
  version: 1,
  data,
});

/** The one table of which side may say what. */
export const eventTypes: readonly EventTypeEntry[] = [
  entry('person.registered', 'P1', both, PersonRegistered),
  entry('person.updated', 'P1', both, PersonRegistered),
  entry('person.merged', 'X8', both, PersonMerged),
  entry('person.erased', 'X7', both, PersonErased),
  entry('consent.changed', 'X7', both, ConsentChanged),
  entry('account.invited', 'P2', backOffice, AccountInvited),
  entry('site.visited', 'P3', website, SiteVisited),
  entry('search.performed', 'P4', website, SearchPerformed),
  entry('search.saved', 'P5', both, SavedSearch),
  entry('search.updated', 'P5', both, SavedSearch),
  entry('search.removed', 'P5', both, SearchRemoved),
  entry('alert.changed', 'P5', both, AlertChanged),
  entry('property.viewed', 'P7', website, PropertyTouched),
  entry('property.saved', 'P8', website, PropertyTouched),
  entry('property.unsaved', 'P8', website, PropertyTouched),
  entry('property.rated', 'P10', website, PropertyRated),
  entry('property.noted', 'P10', website, PropertyNoted),
  entry('interest.registered', 'P9', backOffice, InterestShown),
  entry('interest.withdrawn', 'P9', backOffice, InterestShown),
  entry('enquiry.made', 'P11', website, EnquiryMade),
  entry('household.changed', 'P12', both, HouseholdChanged),
  entry('ownership.claimed', 'P13', website, OwnershipStated),
  entry('ownership.confirmed', 'P14', backOffice, OwnershipStated),
  entry('ownership.refuted', 'P14', backOffice, OwnershipStated),
  entry('ownership.ended', 'P14', backOffice, OwnershipStated),
  entry('feedback.given', 'P15', both, FeedbackGiven),
  entry('appointment.booked', 'P16', both, AppointmentStated),
  entry('appointment.changed', 'P16', both, AppointmentStated),
  entry('appointment.cancelled', 'P16', both, AppointmentCancelled),
];

const byType = new Map(eventTypes.map((known) => [known.type, known]));

export const eventTypeOf = (type: string): EventTypeEntry | undefined => byType.get(type);
export const isKnownType = (type: string): boolean => byType.has(type);
