import type { Side } from './envelope';
import { AccountInvited } from './events/account';
import { AlertChanged } from './events/alert';
import { AppointmentBooked, AppointmentCancelled, AppointmentChanged } from './events/appointment';
import { ConsentChanged } from './events/consent';
import { EnquiryMade } from './events/enquiry';
import { FeedbackGiven } from './events/feedback';
import { HouseholdChanged } from './events/household';
import { InterestRegistered, InterestWithdrawn } from './events/interest';
import { OwnershipClaimed, OwnershipConfirmed, OwnershipEnded, OwnershipRefuted } from './events/ownership';
import { PersonErased, PersonMerged, PersonRegistered, PersonUpdated } from './events/person';
import { PropertyNoted, PropertyRated, PropertySaved, PropertyUnsaved, PropertyViewed } from './events/property';
import { SearchPerformed, SearchRemoved, SearchSaved, SearchUpdated } from './events/search';
import { SiteVisited } from './events/site';
import { descriptionOf } from './schemas/described';

export interface EventTypeEntry {
  readonly type: string;
  /** Row of FEATURES the event belongs to where a website sends it; `rowFor` tells it per side. Merge, erasure and consent are of X7 and X8. */
  readonly row: string;
  /** Who may send it. */
  readonly sides: readonly Side[];
  /** The newest version of its data. */
  readonly version: number;
  /** All published versions, oldest first. */
  readonly versions: readonly number[];
  /** What it says, in a sentence. */
  readonly description: string;
  readonly data: new () => object;
}

const both: readonly Side[] = ['website', 'backOffice'];
const website: readonly Side[] = ['website'];
const backOffice: readonly Side[] = ['backOffice'];

function entry(type: string, row: string, sides: readonly Side[], data: new () => object): EventTypeEntry {
  return { type, row, sides, version: 1, versions: [1], description: descriptionOf(data), data };
}

/** The one table of which side may send what, with the row it answers. */
export const eventTypes: readonly EventTypeEntry[] = [
  entry('person.registered', 'P1', both, PersonRegistered),
  entry('person.updated', 'P1', both, PersonUpdated),
  entry('person.merged', 'X8', both, PersonMerged),
  entry('person.erased', 'X7', both, PersonErased),
  entry('consent.changed', 'X7', both, ConsentChanged),
  entry('account.invited', 'P2', backOffice, AccountInvited),
  entry('site.visited', 'P3', website, SiteVisited),
  entry('search.performed', 'P4', website, SearchPerformed),
  entry('search.saved', 'P5', both, SearchSaved),
  entry('search.updated', 'P5', both, SearchUpdated),
  entry('search.removed', 'P5', both, SearchRemoved),
  entry('alert.changed', 'P5', both, AlertChanged),
  entry('property.viewed', 'P7', website, PropertyViewed),
  entry('property.saved', 'P8', website, PropertySaved),
  entry('property.unsaved', 'P8', website, PropertyUnsaved),
  entry('property.rated', 'P10', website, PropertyRated),
  entry('property.noted', 'P10', website, PropertyNoted),
  entry('interest.registered', 'P9', backOffice, InterestRegistered),
  entry('interest.withdrawn', 'P9', backOffice, InterestWithdrawn),
  entry('enquiry.made', 'P11', website, EnquiryMade),
  entry('household.changed', 'P12', both, HouseholdChanged),
  entry('ownership.claimed', 'P13', website, OwnershipClaimed),
  entry('ownership.confirmed', 'P14', backOffice, OwnershipConfirmed),
  entry('ownership.refuted', 'P14', backOffice, OwnershipRefuted),
  entry('ownership.ended', 'P14', backOffice, OwnershipEnded),
  entry('feedback.given', 'P15', both, FeedbackGiven),
  entry('appointment.booked', 'P16', both, AppointmentBooked),
  entry('appointment.changed', 'P16', both, AppointmentChanged),
  entry('appointment.cancelled', 'P16', both, AppointmentCancelled),
];

/** Rows that are another one where the back office is the sender. */
const rowsFromBackOffice = new Map([
  ['person.registered', 'P2'],
  ['search.saved', 'P6'],
  ['search.updated', 'P6'],
  ['search.removed', 'P6'],
  ['alert.changed', 'P6'],
]);

const byType = new Map(eventTypes.map((known) => [known.type, known]));

export const eventTypeOf = (type: string): EventTypeEntry | undefined => byType.get(type);
export const isKnownType = (type: string): boolean => byType.has(type);

/** The row of FEATURES an event of this type from this side answers; P17 for types that are not known. */
export function rowFor(type: string, side: Side): string {
  const known = byType.get(type);
  if (!known) return 'P17';
  return (side === 'backOffice' ? rowsFromBackOffice.get(type) : undefined) ?? known.row;
}
