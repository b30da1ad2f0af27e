import { membersOf, textOf } from '../facts/read-data';
import { propertyKey } from '../people/property-label';

/** What an event that calls for a lead says of whom at the agency it concerns. */
export interface BelongsTo {
  /** The agency's own id of the office; null where none is named. */
  readonly office: string | null;
  /** The agency's own id of the member of staff it is addressed to. */
  readonly asked_for: string | null;
  /** The property it is about, as saves and claims name it. */
  readonly property_key: string | null;
}

export function belongsTo(data: unknown): BelongsTo {
  const members = membersOf(data);
  const about = membersOf(members['about']);
  const named = (kind: string): string | undefined => (about['kind'] === kind ? textOf(about['id']) : undefined);
  return {
    office: textOf(members['office']) ?? named('office') ?? null,
    asked_for: named('member') ?? null,
    property_key: propertyKey(membersOf(about['property'] ?? members['property'])) ?? null,
  };
}
