import { type AcceptedEvent, entityOf } from '#people-exchange';

/** What an event says of the state of its person, as keys: `person/name`, `search:s1`. A later event of the same key supersedes it. */
export interface Facts {
  /** What it is about; the same for all events about it. */
  readonly entity: string;
  readonly says: readonly string[];
  /** What is no more from then on. */
  readonly ends: readonly string[];
}

type Said = Pick<AcceptedEvent, 'type' | 'data'>;
type Members = Readonly<Record<string, unknown>>;

const members = (value: unknown): Members => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `made`: the event that begins it, which its edits need at a target. */
const made = (entity: string): string => `${entity} made`;
const begins = (entity: string): Facts => ({ entity, says: [entity, made(entity)], ends: [] });
const edits = (entity: string): Facts => ({ entity, says: [entity], ends: [] });
const over = (entity: string, also: readonly string[] = []): Facts => ({ entity, says: [], ends: [entity, made(entity), ...also] });

const readers: Readonly<Record<string, (event: Said) => Facts>> = {
  'person.registered': (event) => ({ entity: 'person', says: [made('person'), ...personMembers(event)], ends: [] }),
  'person.updated': (event) => ({ entity: 'person', says: personMembers(event), ends: [] }),
  'person.merged': ({ data }) => edits(`merged ${JSON.stringify(members(data)['mergedSubjects'] ?? null)}`),
  'account.invited': () => begins('account'),
  'consent.changed': consents,
  'search.saved': (event) => begins(entity(event)),
  'search.updated': (event) => edits(entity(event)),
  'search.removed': (event) => over(entity(event), [`alert ${entity(event)}`]),
  'alert.changed': (event) => edits(`alert ${entity(event)}`),
  'property.saved': (event) => begins(`saved ${entity(event)}`),
  'property.unsaved': (event) => over(`saved ${entity(event)}`),
  'household.changed': (event) => edits(entity(event)),
  'ownership.claimed': (event) => begins(`ownership ${entity(event)}`),
  'ownership.confirmed': (event) => begins(`ownership ${entity(event)}`),
  'ownership.refuted': (event) => over(`ownership ${entity(event)}`),
  'ownership.ended': (event) => over(`ownership ${entity(event)}`),
  'interest.registered': (event) => begins(`interest ${entity(event)}`),
  'interest.withdrawn': (event) => over(`interest ${entity(event)}`),
  'appointment.booked': (event) => begins(entity(event)),
  'appointment.changed': (event) => edits(entity(event)),
  'appointment.cancelled': (event) => over(entity(event)),
};

/** Types that carry a state; all others tell of a happening, which is history and nothing else. */
export const stateTypes: readonly string[] = Object.keys(readers);

/** Nothing for a mere happening. */
export function factsOf(event: Said): Facts | undefined {
  return readers[event.type]?.(event);
}

const entity = (event: Said): string => entityOf(event) ?? 'all';

/** A member left out is unchanged, so each member has a newest event of its own. */
function personMembers({ data }: Said): string[] {
  const said = members(data);
  return [
    ...Object.keys(members(said['person'])).map((name) => `person/${name}`),
    ...Object.keys(said).flatMap((name) => (name === 'person' ? [] : [`person of ${name}`])),
  ];
}

/** Denied or withdrawn beats granted, whatever comes later: so both the newest word and the newest refusal are told. */
function consents({ data }: Said): Facts {
  const all: unknown = members(data)['consents'];
  const says = (Array.isArray(all) ? all : []).flatMap((one: unknown): string[] => {
    const { purpose, channel, status } = members(one);
    const key = `consent ${text(purpose)} ${text(channel)}`;
    return status === 'denied' || status === 'withdrawn' ? [key, `${key} refused`] : [key];
  });
  return { entity: 'consent', says, ends: [] };
}
