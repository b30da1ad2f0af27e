import type { EffectOutcome, TakenEvent } from '#delivery';
import { topics } from '#event-log';
import { type Facts, factsOf, isPrivateNote, isUsedType } from '#lead';
import type { Side } from '#people-exchange';
import { digestOf } from './digest';
import { storable } from './storable';

const newestVersion = /:1$/;

/** Why the desk has no use for an event, as the row of the capability list; undefined where it has. */
function ignoredRow({ event, personId }: TakenEvent): string | undefined {
  if (isPrivateNote(event)) return 'P10';
  const newer = event.dataschema?.startsWith('urn:people-exchange:') && !newestVersion.test(event.dataschema);
  return !isUsedType(event.type) || newer || personId === null || event.subject === undefined ? 'P17' : undefined;
}

export function outcomeOf(taken: TakenEvent): EffectOutcome {
  const row = ignoredRow(taken);
  return row === undefined ? { state: 'delivered' } : { state: 'ignored', row };
}

export const sideOf = (taken: TakenEvent): Side => (taken.topic === topics.fromWebsites ? 'website' : 'backOffice');

/** What the events of a batch say, each once, for those the desk uses and whose person is not erased. */
export function tellingsOf(taken: readonly TakenEvent[], erased: ReadonlySet<string>): Facts[] {
  const told = new Set<string>();
  return taken.flatMap((one) => {
    const { personId } = one;
    const event = storable(one.event);
    if (personId === null || event.subject === undefined || erased.has(personId)) return [];
    if (outcomeOf(one).state === 'ignored' || event.type === 'person.erased') return [];
    const entry = digestOf('event', event.agency, event.origin, event.source, event.id);
    if (told.has(entry)) return [];
    told.add(entry);
    return [factsOf({ event, subject: event.subject, personId, side: sideOf(one), entry })];
  });
}
