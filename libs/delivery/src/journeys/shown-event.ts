import { type AcceptedEvent, addressableTo } from '#people-exchange';

/** What stands for a private note; whoever looks at journeys sits in the agency, and the note is its writer's alone (P10). */
export const notShown = '(private: its writer keeps it from the agency)';

/** An event of the inbox as it may be looked at. */
export function shownEvent(text: string): Record<string, unknown> {
  // The inbox holds what was accepted, or the mark of an erasure.
  const event = JSON.parse(text) as AcceptedEvent | { erased: true };
  if ('erased' in event || addressableTo('backOffice', event)) return { ...event };
  return {
    ...event,
    data: Object.fromEntries(Object.entries(Object(event.data)).map(([name, value]) => [name, name === 'text' ? notShown : value])),
  };
}
