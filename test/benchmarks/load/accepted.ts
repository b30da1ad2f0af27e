import type { LogEntry } from '#event-log';
import { type AcceptedEvent, partitionKeyOf, toBinary } from '#people-exchange';
import { eventText } from './events';

export const agency = 'bench';
export const website = 'bench-website';

/** An event as it stands in the log. */
export function acceptedEntry(run: string, n: number, person: number): LogEntry {
  const sent: AcceptedEvent = JSON.parse(eventText(run, n, person));
  return toBinary({
    ...sent,
    datacontenttype: 'application/json',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    agency,
    origin: website,
    partitionkey: partitionKeyOf(agency, website, sent.subject),
    receivedtime: new Date().toISOString(),
  });
}
