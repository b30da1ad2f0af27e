import type { Held } from '../../compare/records';
import { eventKey } from '../../twin/journal';
import type { ReadEvent } from '../../twin/wire';
import { instant } from './vendor-part';
import { textIn } from './told';

/** What a website heard, event by event as it took effect. */
export class WebsiteEars {
  private readonly heard: ReadEvent[] = [];

  readonly onEffect = (delivered: ReadEvent): void => void this.heard.push(delivered);

  /** What it heard from one participant. @param who names the website's customer or a stranger by the event's subject */
  from(origin: string, who: (subject: string) => string): Held[] {
    return this.heard
      .filter(({ event }) => event.origin === origin)
      .map(({ event: { type, subject }, data }) => ({ kind: type, mark: markOf(type, data), person: who(subject ?? '') }));
  }

  /** Events from nobody of these, and nobody else speaks to this website. */
  fromOthers(origins: readonly string[]): string[] {
    return this.heard
      .filter(({ event }) => !origins.includes(event.origin))
      .map(({ event }) => `${event.type} ${eventKey(event.origin, event.source, event.id)}`);
  }
}

/** Tells an event from others of its type by what it says. */
function markOf(type: string, data: unknown): string {
  switch (type) {
    case 'person.registered':
    case 'person.updated':
      return `${textIn(data, 'person/name/given')} ${textIn(data, 'person/name/family')}`;
    case 'appointment.booked':
    case 'appointment.changed':
      return instant(textIn(data, 'start'));
    case 'appointment.cancelled':
      return textIn(data, 'appointmentId');
    case 'ownership.confirmed':
      return textIn(data, 'property/id');
    case 'search.saved':
    case 'search.updated':
      return `${textIn(data, 'searchId')} from ${textIn(data, 'search/minBedrooms')} bedrooms`;
    default:
      return JSON.stringify(data);
  }
}
