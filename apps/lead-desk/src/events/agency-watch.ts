import type { EventSummaryView } from './event-views';
import type { LiveClient } from './live-client';

/** As many events as one look takes in; what is further back belongs to the list. */
export const mostWatched = 500;

const nameOf = (event: EventSummaryView): string => JSON.stringify([event.participant, event.source, event.id, event.receivedAt]);

/** What the clients of one agency were told last. */
export class AgencyWatch {
  readonly clients = new Set<LiveClient>();
  private told = new Map<string, string>();
  private latest: readonly EventSummaryView[] = [];

  join(client: LiveClient): void {
    this.clients.add(client);
    // What came between reading the list and joining here is in the last look.
    if (this.latest.length > 0) client.tell(this.latest);
  }

  /** Tells all clients what is new or changed since the last look. */
  see(events: readonly EventSummaryView[]): void {
    const seen = new Map(events.map((event) => [nameOf(event), JSON.stringify(event)]));
    const news = events.filter((event) => this.told.get(nameOf(event)) !== seen.get(nameOf(event)));
    this.told = seen;
    this.latest = events;
    if (news.length > 0) for (const client of this.clients) client.tell(news);
  }
}
