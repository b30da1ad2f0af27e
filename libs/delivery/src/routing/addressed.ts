import { type AcceptedEvent, mapPersonRefs, personIdOf } from '#people-exchange';

/** The event as a target sees it: its own id of the person where it has one, else the bridge's, never another participant's. */
export function addressed(event: AcceptedEvent, subject: string, target: string): AcceptedEvent {
  const data = mapPersonRefs(
    event.type,
    event.data,
    (other) => (other === event.subject ? subject : personIdOf(event.agency, event.origin, other)),
    ({ system }) => system === target,
  );
  return event.subject === undefined ? { ...event, data } : { ...event, subject, data };
}
