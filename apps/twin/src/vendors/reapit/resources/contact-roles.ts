import { type Answer, type Call, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { Agency } from '../agency';
import { invalid, notFound } from '../errors';
import { page, pageAsked } from '../reading/page';

/** GET /contacts/ID/relationships: what a contact is to the agency. */
export function readRoles(agency: Agency, call: Call, contactId: string): Answer {
  const asked = pageAsked(call);
  if (!agency.find('contacts', contactId)) return notFound(call);
  if (Array.isArray(asked)) return invalid(call, asked);
  const roles = agency.rolesOf(contactId).map((record) => roleShown(contactId, record));
  return { status: 200, body: page(call, asked, roles) };
}

function roleShown(contactId: string, { kind, id, created, modified, data }: StoredRecord): Fields {
  return {
    id: `${contactId}-${id}`,
    created,
    modified,
    contactId,
    associatedType: kind.replace(/s$/, ''),
    associatedId: id,
    fromArchive: data['fromArchive'] === true,
    _links: { self: { href: `/contacts/${contactId}/relationships/${contactId}-${id}` } },
    _embedded: null,
  };
}
