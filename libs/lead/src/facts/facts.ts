import type { Side } from '#people-exchange';
import type { ImpliedCriteria, ExplicitCriteria } from '../searches/criteria';
import type { BelongsTo } from '../leads/belongs-to';
import type { TimelineKind } from '../timeline/sentence-of';

interface OfPerson {
  readonly agency: string;
  readonly person_id: string;
}

/** That a person was seen, how often, and how much it weighs. Times are UTC text. */
export interface PersonFact extends OfPerson {
  readonly participant: string;
  readonly side: Side;
  readonly subject: string;
  readonly first_seen: string;
  readonly last_activity: string;
  readonly visits: number;
  readonly last_visit: string | null;
  readonly energy: bigint;
}

export interface DetailFact extends OfPerson {
  readonly detail: 'name' | 'emails' | 'phones' | 'address' | 'roles';
  readonly value: object;
  readonly at: string;
  readonly stamp: string;
}

export interface SearchFact extends OfPerson {
  readonly search_id: string;
  readonly side: Side;
  readonly name: string | null;
  readonly criteria: ExplicitCriteria | null;
  readonly criteria_stamp: string | null;
  readonly saved_at: string | null;
  readonly alert: object | null;
  readonly alert_stamp: string | null;
  readonly removed_at: string | null;
  readonly removed_stamp: string | null;
}

export interface InterestFact extends OfPerson {
  readonly interest: string;
  readonly criteria: ImpliedCriteria;
  readonly stamp: string;
  readonly last_at: string;
  readonly count: number;
}

export interface SavedPropertyFact extends OfPerson {
  readonly property_key: string;
  readonly via: 'saved' | 'interest';
  readonly property: object;
  readonly label: string;
  readonly side: Side;
  readonly kept: boolean;
  readonly at: string;
  readonly stamp: string;
}

export interface OwnershipFact extends OfPerson {
  readonly property_key: string;
  readonly property: object;
  readonly label: string;
  readonly stamp: string;
  /** The customer's claim: soft, unlocks nothing. */
  readonly claimed_capacity: string | null;
  readonly claimed_at: string | null;
  readonly claimed_stamp: string | null;
  /** The back office's word: confirmed, refuted or ended. */
  readonly word: string | null;
  readonly word_capacity: string | null;
  readonly word_at: string | null;
  readonly word_stamp: string | null;
}

export interface ConsentFact extends OfPerson {
  readonly purpose: string;
  readonly channel: string;
  readonly status: string;
  readonly at: string;
  readonly by: string | null;
  readonly evidence: string | null;
  readonly strength: string;
}

export interface HouseholdFact {
  readonly agency: string;
  readonly participant: string;
  readonly household_id: string;
  readonly members: readonly string[];
  readonly stamp: string;
}

export interface TodoFact extends OfPerson {
  readonly id: string;
  readonly title: string;
  readonly due_at: string | null;
  readonly because: string;
}

export interface NoteFact extends OfPerson {
  readonly id: string;
  readonly text: string;
  readonly at: string;
  readonly by: string;
}

export interface TimelineFact extends OfPerson {
  readonly entry: string;
  readonly at: string;
  readonly kind: TimelineKind;
  readonly type: string;
  readonly side: Side;
  readonly sentence: string;
  readonly participant: string;
  readonly source: string;
  readonly event_id: string;
}

/** A name by which a person can be found to be the same human as another. */
export interface PersonKeyFact extends OfPerson {
  readonly kind: 'externalId' | 'email' | 'merge';
  /** A person's id for externalId and merge; the address for email. */
  readonly key: string;
}

/** What a lead is about, as the event that opened it says. */
export interface LeadAbout {
  /** The participant whose event opened it. */
  readonly origin: string;
  readonly property: string | null;
  readonly propertyId: string | null;
  readonly mls: string | null;
  readonly message: string | null;
  /** Where the person came from, in the sender's word; null where only the sender is known. */
  readonly source: string | null;
  readonly contactBy: string | null;
  readonly financing: string | null;
  readonly prequalified: boolean | null;
}

/** An event that opens a lead or joins the open one. */
export interface LeadCall extends OfPerson, BelongsTo {
  readonly intent: string;
  readonly receivedAt: string;
  readonly at: string;
  readonly type: string;
  readonly stamp: string;
  readonly entry: string;
  readonly about: LeadAbout | null;
}

/** All that one event says, ready to be folded with what was said before. */
export interface Facts {
  readonly persons: PersonFact[];
  readonly details: DetailFact[];
  readonly searches: SearchFact[];
  readonly interests: InterestFact[];
  readonly savedProperties: SavedPropertyFact[];
  readonly ownerships: OwnershipFact[];
  readonly consents: ConsentFact[];
  readonly households: HouseholdFact[];
  readonly todos: TodoFact[];
  readonly notes: NoteFact[];
  readonly timeline: TimelineFact[];
  readonly keys: PersonKeyFact[];
  readonly leadCalls: LeadCall[];
}
