import { type AddressWords, manyIn, oneOf, textIn } from '../frame/address';
import type { EventSummaryView } from '../generated';
import { type Outcome, outcomes, type Side, sides } from './outcomes';

/** What the address says about the list of events. */
export interface EventsAddress {
  type?: string[];
  person?: string;
  side?: Side;
  outcome?: Outcome;
  columns?: string[];
}

export function eventsAddress(words: AddressWords): EventsAddress {
  return {
    type: manyIn(words.type),
    person: textIn(words.person),
    side: oneOf(words.side, sides),
    outcome: oneOf(words.outcome, outcomes),
    columns: manyIn(words.columns),
  };
}

export type EventFilter = Omit<EventsAddress, 'columns'>;

export const filterOf = ({ type, person, side, outcome }: EventsAddress): EventFilter => ({ type, person, side, outcome });

export const filterCount = (filter: EventFilter): number => Object.values(filter).filter((value) => value !== undefined).length;

/** Whether an event that just came belongs to the list; `known` are the ids under which the list has the person. */
export function belongs(event: EventSummaryView, filter: EventFilter, known: ReadonlySet<string>): boolean {
  if (filter.type && !filter.type.includes(event.type)) return false;
  if (filter.side && event.side !== filter.side) return false;
  if (filter.outcome && event.outcome !== filter.outcome) return false;
  return !filter.person || (event.personId !== null && (event.personId === filter.person || known.has(event.personId)));
}

/** An event has one name: the same id with another body came at another time. */
export const keyOf = (event: EventSummaryView): string => `${event.participant}\n${event.source}\n${event.id}\n${event.receivedAt}`;
