import { Injectable } from '@nestjs/common';
import { isPrivateNote } from '#lead';
import { areasIn } from '#people-exchange';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { ExchangeWindow, type EventFilter, type EventSummary } from '../exchange-window/exchange-window';
import { namesOf } from '../people/names-of';
import { humanOf } from '../people/person-id';
import { areasAt } from './areas-at';
import type { EventListQuery, JourneyQuery } from './event-requests';
import type { EventListView, EventSummaryView, JourneyView } from './event-views';

/** Events with the names of the people they are about. */
@Injectable()
export class DeskEvents {
  constructor(
    private readonly db: DataSource,
    private readonly window: ExchangeWindow,
  ) {}

  async list(agency: string, query: EventListQuery): Promise<EventListView> {
    const { person, type: types, side, outcome, before, limit } = query;
    const personIds =
      person === undefined ? undefined : (await inAgency(this.db, agency, (manager) => humanOf(manager, agency, person))).personIds;
    return this.named(agency, { types, side, outcome, before, limit, personIds });
  }

  async named(agency: string, filter: EventFilter): Promise<EventListView> {
    const { events, next } = await this.window.events(agency, filter);
    return { events: await this.withNames(agency, events), next };
  }

  async journey(agency: string, which: JourneyQuery): Promise<JourneyView> {
    const [journey] = await this.window.journeys(agency, which);
    if (!journey) throw notFound('event');
    const names = await namesOf(this.db, agency, [journey.personId]);
    const event = asEvent(journey.event);
    const personName = names.get(journey.personId ?? '') ?? null;
    // A private note is its writer's alone, also for those who look into what passed.
    if (event && isPrivateNote({ type: journey.type, data: event['data'] })) {
      return { ...journey, event: { ...event, data: { visibility: 'private' } }, areas: [], personName };
    }
    return { ...journey, areas: event ? areasAt(event['data'], areasIn(journey.type, event['data'])) : [], personName };
  }

  private async withNames(agency: string, events: readonly EventSummary[]): Promise<EventSummaryView[]> {
    const names = await namesOf(
      this.db,
      agency,
      events.map((event) => event.personId),
    );
    return events.map((event) => ({ ...event, personName: names.get(event.personId ?? '') ?? null }));
  }
}

const asEvent = (event: unknown): Readonly<Record<string, unknown>> | undefined =>
  // A CloudEvent as it was taken, or nothing.
  typeof event === 'object' && event !== null ? (event as Readonly<Record<string, unknown>>) : undefined;
