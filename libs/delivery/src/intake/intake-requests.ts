import { ExchangeRefused } from '../errors';
import { BodyReader } from '../http/requests';
import type { DecideIntake } from './decide-intake';
import type { WhichPerson } from './find-other';
import type { SeenPlace } from './holding-tank';
import type { IntakePlace, IntakeState, IntakeVerb } from './intake-views';
import type { IntakeFilter } from './list-intakes';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const personWords = "the bridge's id of a person";
const states = ['waiting', 'admitted', 'rejected', 'spam'] as const;
const bulkVerbs = ['approve', 'reject', 'spam'] as const;
const mostAtOnce = 200;

export function stateIn(state: string | undefined): IntakeState | undefined {
  const known = states.find((one) => one === state);
  if (state !== undefined && state !== 'all' && !known)
    throw new ExchangeRefused('invalid', `state is one of ${states.join(', ')} and all`, { state });
  return state === undefined ? 'waiting' : known;
}

/** A cursor is opaque to whom it is given. */
export const cursorOf = (parts: readonly string[] | null): string | null =>
  parts === null ? null : Buffer.from(JSON.stringify(parts)).toString('base64url');

export function afterIn(cursor: string | undefined): IntakeFilter['after'] {
  if (cursor === undefined) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 3) {
      const [since, target, person] = parts.map(String);
      if (since && target && person && /^\d{4}-[\d :.+-]{10,40}$/.test(since) && uuid.test(person)) return [since, target, person];
    }
  } catch {
    // Said below, as for any other cursor that was not given out.
  }
  throw new ExchangeRefused('invalid', 'after must be a cursor of a page before', { after: cursor });
}

export function placeIn(target: string, personId: string): IntakePlace {
  if (!uuid.test(personId)) throw new ExchangeRefused('notFound', 'Nobody of this id waits at this target', { target, personId });
  return { target, personId };
}

const asSeen = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
const asWhy = (value: unknown): string | undefined => (typeof value === 'string' && /^.{1,500}$/su.test(value) ? value : undefined);

function asOther(value: unknown): WhichPerson | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('personId' in value && typeof value.personId === 'string' && uuid.test(value.personId)) return { personId: value.personId };
  if ('subject' in value && typeof value.subject === 'string' && /^.{1,128}$/su.test(value.subject)) return { subject: value.subject };
  return undefined;
}

export interface DecideRequest {
  readonly agency: string;
  readonly place: IntakePlace;
  readonly decision: DecideIntake;
}

export function decisionIn(body: unknown, verb: IntakeVerb): DecideRequest {
  const reader = new BodyReader(body);
  const place = { target: reader.text('target'), personId: reader.text('personId', uuid, personWords) };
  const agency = reader.text('agency');
  const why = verb === 'reject' ? reader.text('why') : (reader.optional('why', asWhy, 'a text of 1 to 500 characters') ?? null);
  const seen = reader.optional('seen', asSeen, 'the version of the intake that you saw');
  const other = reader.optional('other', asOther, '{personId} or {subject}');
  if ((verb === 'merge' || verb === 'separate') && reader.value('other') === undefined)
    reader.say('/other', 'other', 'other says which person: {personId} of the bridge, or {subject} at the target');
  reader.done();
  return { agency, place, decision: { verb, why, seen, other } };
}

export function bulkIn(body: unknown): { agency: string; places: SeenPlace[]; decision: DecideIntake } {
  const reader = new BodyReader(body);
  const agency = reader.text('agency');
  const verb = bulkVerbs.find((one) => one === reader.value('decision'));
  if (!verb) reader.say('/decision', 'decision', `decision is one of ${bulkVerbs.join(', ')}`);
  const why = verb === 'reject' ? reader.text('why') : (reader.optional('why', asWhy, 'a text of 1 to 500 characters') ?? null);
  const given = reader.value('intakes');
  const places = Array.isArray(given) ? given.flatMap((one: unknown) => asPlace(one) ?? []) : [];
  if (!Array.isArray(given) || places.length === 0 || places.length !== given.length || places.length > mostAtOnce)
    reader.say('/intakes', 'intakes', `intakes must be 1 to ${mostAtOnce} of {target, personId, seen?}`);
  reader.done();
  // `done` has refused a request without it.
  return { agency, places, decision: { verb: verb ?? 'approve', why } };
}

function asPlace(value: unknown): SeenPlace | undefined {
  if (typeof value !== 'object' || value === null || !('target' in value) || !('personId' in value)) return undefined;
  const { target, personId } = value;
  if (typeof target !== 'string' || typeof personId !== 'string' || !uuid.test(personId)) return undefined;
  return { target, personId, seen: 'seen' in value ? asSeen(value.seen) : undefined };
}
