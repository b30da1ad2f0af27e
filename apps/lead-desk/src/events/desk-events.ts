import { notFound } from '../api-problems/desk-refusal';
import type { EventListQuery, JourneyQuery } from './event-requests';
import type { EventListView, JourneyView } from './event-views';
export class DeskEvents {
  async list(_agency: string, _query: EventListQuery): Promise<EventListView> {
    return { events: [], next: null };
  }
  async journey(_agency: string, _query: JourneyQuery): Promise<JourneyView> {
    throw notFound('event');
  }
}
