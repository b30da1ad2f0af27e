import type { LeadAbout } from '../facts/facts';
import { type Members, membersOf, textOf } from '../facts/read-data';
import { propertyLabel } from '../people/property-label';

/** What the event that opens a lead says of it: the property an enquiry or a claim names, the message, where it came from. */
export function aboutOf(origin: string, data: Members): LeadAbout {
  const about = membersOf(data['about']);
  const said = data['property'] ?? about['property'];
  const property = membersOf(said);
  return {
    origin,
    property: said === undefined ? (textOf(about['address']) ?? null) : propertyLabel(property),
    propertyId: textOf(property['id']) ?? null,
    mls: textOf(property['mls']) ?? null,
    message: textOf(data['message']) ?? null,
    source: textOf(data['source']) ?? null,
    contactBy: textOf(data['contactBy']) ?? null,
    financing: textOf(data['financing']) ?? null,
    prequalified: typeof data['prequalified'] === 'boolean' ? data['prequalified'] : null,
  };
}
