import type { EventSummaryView, JourneyView } from '../events/event-views';
import type { EventTypeView, TallyView } from '../events/tally-views';

export type EventSummary = Omit<EventSummaryView, 'personName'>;
export type Journey = Omit<JourneyView, 'personName' | 'areas'>;

export interface EventFilter {
  readonly types?: string[];
  readonly personIds?: string[];
  readonly side?: 'website' | 'backOffice';
  readonly outcome?: EventSummary['outcome'];
  readonly before?: string;
  readonly limit?: number;
}

export interface WhichEvent {
  readonly source: string;
  readonly id: string;
  readonly participant?: string;
}

/** What the lead desk shows of the exchange: events, journeys, counts and who takes part. Bound to #delivery by the module. */
export abstract class ExchangeWindow {
  abstract events(agency: string, filter: EventFilter): Promise<{ events: EventSummary[]; next: string | null }>;
  abstract journeys(agency: string, which: WhichEvent): Promise<Journey[]>;
  abstract tally(agency: string): Promise<TallyView>;
  abstract agency(id: string): Promise<{ name: string; zone: string } | undefined>;
  abstract participantNames(agency: string): Promise<ReadonlyMap<string, string>>;
  abstract eventTypes(): EventTypeView[];
}
