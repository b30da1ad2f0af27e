import type { Side } from '#people-exchange';
import type { LeadAbout, LeadCall } from '../facts/facts';
import { foldRows } from '../facts/fold';
import { foldings } from '../facts/foldings';

/** Stage or record status set on a lead by hand. Times are UTC text by our own clock. */
export interface LeadMark {
  readonly id: string;
  readonly person_id: string;
  readonly intent: string;
  readonly what: 'stage' | 'recordStatus';
  readonly value: string;
  readonly at: string;
}

export interface LeadState {
  readonly person_id: string;
  readonly intent: string;
  /** The mark that ended the lead before this one; null for the first. */
  readonly after_mark: string | null;
  readonly opened_at: string;
  readonly opened_by: string;
  readonly opened_stamp: string;
  readonly about: LeadAbout | null;
}

/** Marks that end a lead. Also a deleted one is nobody's to find: who calls again is a lead of their own. */
export const endings = ['closed', 'dead', 'archived', 'deleted'] as const;
const ends: ReadonlySet<string> = new Set(endings);
export const endsLead = (mark: Pick<LeadMark, 'value'>): boolean => ends.has(mark.value);

/** The participant by which the desk itself speaks: what it says was written by hand. */
const byHand = 'lead-desk';
export const isByHand = (origin: string): boolean => origin === byHand;

/** What may open a lead: a website's registration, an enquiry, a claim, or a hand (B5). Views, saves and searches never do. */
export function callsForLead(type: string, side: Side, origin = ''): boolean {
  return (
    type === 'enquiry.made' || type === 'ownership.claimed' || (type === 'person.registered' && (side === 'website' || isByHand(origin)))
  );
}

/** The earlier first; those of one moment by their ids, so that every reader has them alike. */
export const later = (a: LeadMark, b: LeadMark): number => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1);

/**
 * The lead a call belongs to: the one that no mark has ended when the call was received. It is named by the mark that ended the
 * lead before it, so that calls come to the same lead in any order, and the call after an end opens the next.
 */
export function decide(
  call: Pick<LeadCall, 'person_id' | 'intent' | 'receivedAt' | 'at' | 'type' | 'stamp' | 'about'>,
  marks: readonly LeadMark[],
): LeadState {
  const before = marks
    .filter((mark) => mark.person_id === call.person_id && mark.intent === call.intent && endsLead(mark) && mark.at < call.receivedAt)
    .sort(later)
    .at(-1);
  return {
    person_id: call.person_id,
    intent: call.intent,
    after_mark: before?.id ?? null,
    opened_at: call.at,
    opened_by: call.type,
    opened_stamp: call.stamp,
    about: call.about,
  };
}

/** Two calls of one lead: the earlier one opened it, the other joined. */
export function evolve(lead: LeadState, joined: LeadState): LeadState {
  return foldRows(foldings.leads, lead, joined);
}
