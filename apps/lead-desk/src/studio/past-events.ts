import { Injectable } from '@nestjs/common';
import { notFound } from '../api-problems/desk-refusal';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import type { PastEventRequest } from './studio-requests';
import type { PastEventsView } from './studio-views';

/** Events of the agency that a draft can be tried on. */
@Injectable()
export class PastEvents {
  constructor(private readonly window: ExchangeWindow) {}

  /** The newest of a type, told by when they came and from whom, and by nothing of the person. */
  async newest(agency: string, type: string): Promise<PastEventsView> {
    const { events } = await this.window.events(agency, { types: [type], limit: 20 });
    return { events: events.map(({ source, id, participant, receivedAt }) => ({ source, id, participant, receivedAt })) };
  }

  /** Whole as it was taken; masked before any mapping sees it. */
  async demand(agency: string, { source, id, participant }: PastEventRequest): Promise<Readonly<Record<string, unknown>>> {
    const [journey] = await this.window.journeys(agency, { source, id, participant });
    const event = journey?.event;
    if (typeof event !== 'object' || event === null) throw notFound('event');
    return { ...event };
  }
}
