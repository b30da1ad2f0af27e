import type { EventList, Journeys, Participants, Tallies } from '#delivery';
import { wordsOf } from '#lead';
import { eventTypes } from '#people-exchange';
import type { EventTypeView, TallyView } from '../events/tally-views';
import { type EventFilter, type EventSummary, ExchangeWindow, type Journey, type WhichEvent } from './exchange-window';

export interface DeliveryParts {
  readonly events: Pick<EventList, 'list'>;
  readonly journeys: Pick<Journeys, 'of'>;
  readonly tallies: Pick<Tallies, 'of'>;
  readonly participants: Pick<Participants, 'agencies' | 'list'>;
}

const words = (type: string): string => {
  const plain = wordsOf(type.replace('.', ' '));
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** The window onto #delivery. */
export class DeliveryWindow extends ExchangeWindow {
  constructor(private readonly parts: DeliveryParts) {
    super();
  }

  events(agency: string, filter: EventFilter): Promise<{ events: EventSummary[]; next: string | null }> {
    return this.parts.events.list(agency, filter);
  }

  journeys(agency: string, which: WhichEvent): Promise<Journey[]> {
    return this.parts.journeys.of(agency, which, { payloads: true });
  }

  async tally(agency: string): Promise<TallyView> {
    const tally = await this.parts.tallies.of(agency);
    return { ...tally, targets: [...tally.targets] };
  }

  async agency(id: string): Promise<{ name: string; zone: string } | undefined> {
    return (await this.parts.participants.agencies()).find((agency) => agency.id === id);
  }

  async participantNames(agency: string): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.parts.participants.list(agency)).map(({ id, name }) => [id, name]));
  }

  eventTypes(): EventTypeView[] {
    return eventTypes.map(({ type, row, sides }) => ({ type, row, sides: [...sides], description: words(type) }));
  }
}
