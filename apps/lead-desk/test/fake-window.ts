import { type EventFilter, type EventSummary, ExchangeWindow, type Journey, type WhichEvent } from '../src/exchange-window/exchange-window';
import type { EventTypeView, TallyView } from '../src/events/tally-views';

/** The exchange as the desk sees it, filled by the test. */
export class FakeWindow extends ExchangeWindow {
  list: EventSummary[] = [];
  found: Journey[] = [];
  looks = 0;
  filters: EventFilter[] = [];

  async events(_agency: string, filter: EventFilter): Promise<{ events: EventSummary[]; next: string | null }> {
    this.looks += 1;
    this.filters.push(filter);
    return { events: [...this.list], next: null };
  }

  async journeys(_agency: string, _which: WhichEvent): Promise<Journey[]> {
    return this.found;
  }

  async tally(): Promise<TallyView> {
    return { accepted: 0, repeated: 0, unrouted: 0, targets: [] };
  }

  async agency(id: string): Promise<{ name: string; zone: string }> {
    return { name: `Agency ${id}`, zone: 'Europe/London' };
  }

  async participantNames(): Promise<ReadonlyMap<string, string>> {
    return new Map([['site', 'The website']]);
  }

  eventTypes(): EventTypeView[] {
    return [{ type: 'property.viewed', row: 'P7', sides: ['website'], description: 'Property viewed' }];
  }
}
