import { type AcceptedEvent, personIdOf, type Side } from '#people-exchange';
import { identityOf } from '../identity/identity-of';
import { energyOf } from '../interest/energy';
import { aboutOf } from '../leads/about-of';
import { belongsTo } from '../leads/belongs-to';
import { intentOf } from '../leads/intent-of';
import { callsForLead, isByHand } from '../leads/leads';
import { sentenceOf } from '../timeline/sentence-of';
import type { Facts } from './facts';
import { dwellingFacts, propertyFacts } from './property-facts';
import { membersOf, listOf, numberOf, textOf, textsOf } from './read-data';
import { consentFacts, detailFacts } from './person-facts';
import { interestFacts, searchFacts } from './search-facts';
import { happenedAt, stampOf, utcOf } from './stamp';

/** An event as the lead desk meets it: whose it is, which side said it, and the name of its timeline entry. */
export interface Told {
  readonly event: AcceptedEvent;
  readonly subject: string;
  readonly personId: string;
  readonly side: Side;
  /** UUID of the event in the desk, the same whenever it is read. */
  readonly entry: string;
}

export interface Context extends Told {
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly stamp: string;
}

/** A private note is nobody's but its writer's (P10). What is not marked as shared counts as private. */
export const isPrivateNote = (event: Pick<AcceptedEvent, 'type' | 'data'>): boolean =>
  event.type === 'property.noted' && membersOf(event.data)['visibility'] !== 'shared';

/** All that one event says about its person. Never call it with a private note. */
export function factsOf(told: Told): Facts {
  const { event, personId, side, entry, subject } = told;
  const data = membersOf(event.data);
  const at = happenedAt(event);
  const context: Context = { ...told, data, at, stamp: stampOf(event, entry) };
  const { agency, origin, type } = event;
  const isVisit = type === 'site.visited';
  return {
    persons: [
      {
        agency,
        person_id: personId,
        participant: origin,
        side,
        subject,
        first_seen: at,
        last_activity: at,
        visits: isVisit ? Math.min(Math.max(Math.trunc(numberOf(data['visits']) ?? 1), 0), 1_000_000_000) : 0,
        last_visit: isVisit ? earlier(utcOf(data['visitedAt']) ?? at, at) : null,
        energy: energyOf(type, at),
      },
    ],
    details: detailFacts(context),
    searches: searchFacts(context),
    interests: interestFacts(context),
    savedProperties: propertyFacts(context),
    ...dwellingFacts(context),
    consents: consentFacts(context),
    households: householdFacts(context),
    timeline: [
      {
        agency,
        person_id: personId,
        entry,
        at,
        type,
        side,
        participant: origin,
        source: event.source,
        event_id: event.id,
        ...sentenceOf(type, data, isByHand(origin) ? 'hand' : side),
      },
    ],
    keys: keyFacts(context),
    leadCalls: callsForLead(type, side, origin)
      ? [
          {
            agency,
            person_id: personId,
            intent: intentOf(type, data),
            // The desk took its own word in when it was said, not when it came back through the log.
            receivedAt: isByHand(origin) ? at : (utcOf(event.receivedtime) ?? at),
            at,
            type,
            stamp: `${at}|${entry}`,
            entry,
            about: aboutOf(origin, data),
            ...belongsTo(data),
          },
        ]
      : [],
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

function householdFacts({ event, data, personId, stamp }: Context): Facts['households'] {
  const id = textOf(data['householdId']);
  if (event.type !== 'household.changed' || id === undefined) return [];
  const subjects = listOf(data['members']).map((member) => textOf(membersOf(member)['subject']));
  const members = subjects.flatMap((subject) => (subject === undefined ? [] : [personIdOf(event.agency, event.origin, subject)]));
  return [
    {
      agency: event.agency,
      participant: event.origin,
      household_id: id,
      members: [...new Set(members.length > 0 ? members : [personId])].sort(),
      stamp,
    },
  ];
}

/** By which the person can turn out to be somebody known: herself, her other ids, her addresses, those she was merged with. */
function keyFacts({ event, data, personId }: Context): Facts['keys'] {
  const { agency, origin, type } = event;
  const identity = identityOf(event);
  const merged = type === 'person.merged' ? textsOf(data['mergedSubjects']) : [];
  return [
    { agency, person_id: personId, kind: 'externalId', key: personId },
    ...identity.externalIds.map(({ system, id }) => ({
      agency,
      person_id: personId,
      kind: 'externalId' as const,
      key: personIdOf(agency, system, id),
    })),
    ...merged.map((subject) => ({ agency, person_id: personId, kind: 'merge' as const, key: personIdOf(agency, origin, subject) })),
    ...identity.emails.map((email) => ({ agency, person_id: personId, kind: 'email' as const, key: email })),
  ];
}
