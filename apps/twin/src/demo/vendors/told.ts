import { dayOf, fullDay } from '../../day/day';
import type { Names } from '../../day/cast';
import type { Day } from '../../day/plan';
import type { PlayJournal } from '../../play/sent';
import { eventKey } from '../../twin/journal';
import { isRecord } from '../../twin/wire';
import { webhookKeyOf } from './webhook-key';

/** An event that the bridge accepted from the website, with what a vendor's records must show of it. */
export interface ToldEvent {
  /** What the bridge calls it at a vendor: the packs write it into what they make. */
  key: string;
  source: string;
  id: string;
  type: string;
  subject: string;
  /** Of the person it is about; in the day everybody has one of their own. */
  email: string;
  data: Record<string, unknown>;
}

/** A day of customers on the website alone: first everybody registers, then they do what they do. */
export function customersDay(seed: string, startsAt: Date, names: Names, customers: number): { opening: Day; rest: Day } {
  const size = {
    ...fullDay,
    websiteBorn: customers,
    branchBorn: 0,
    callersOnly: 0,
    listings: 60,
    badRounds: 0,
    otherBodies: 0,
    futureTypes: 0,
    erased: 0,
    merged: 0,
  };
  const day = dayOf(seed, startsAt, names, size);
  const said = day.requests.filter(({ role }) => role === 'website');
  const opens = ({ events }: Day['requests'][number]): boolean => events[0]?.event.type === 'person.registered';
  return { opening: { ...day, requests: said.filter(opens) }, rest: { ...day, requests: said.filter((one) => !opens(one)) } };
}

/** What was accepted, each event once, in the order it was said. */
export function toldIn(days: readonly Day[], played: readonly PlayJournal[]): ToldEvent[] {
  const accepted = new Set(
    played.flatMap(({ sent }) =>
      sent.filter(({ outcome }) => outcome === 'accepted').map(({ participant, source, id }) => eventKey(participant, source, id)),
    ),
  );
  const emails = new Map<string, string>();
  const told = new Map<string, ToldEvent>();
  for (const day of days)
    for (const { event, reach } of day.requests.flatMap(({ events }) => events)) {
      const key = eventKey(day.participants.website, event.source, event.id);
      // What must not reach a back office makes no record there: whatever it left would be found as a stranger.
      if (!accepted.has(key) || reach === 'never' || told.has(key)) continue;
      const data = isRecord(event.data) ? event.data : {};
      const subject = event.subject ?? '';
      if (event.type === 'person.registered') emails.set(subject, emailIn(data));
      const { source, id, type } = event;
      const vendorKey = webhookKeyOf(day.participants.website, source, id);
      told.set(key, { key: vendorKey, source, id, type, subject, email: emails.get(subject) ?? '', data });
    }
  return [...told.values()];
}

function emailIn({ person }: Record<string, unknown>): string {
  const emails: unknown[] = isRecord(person) && Array.isArray(person['emails']) ? person['emails'] : [];
  const [first] = emails;
  return isRecord(first) ? String(first['address']).toLowerCase() : '';
}

/** A member that is a text, deep in what was told: `property/id`. */
export function textIn(data: unknown, path: string): string {
  let at: unknown = data;
  for (const part of path.split('/')) at = isRecord(at) ? at[part] : undefined;
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at) : '';
}
