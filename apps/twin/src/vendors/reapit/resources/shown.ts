import { createHash } from 'node:crypto';
import { objectsOf, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import { membersOf } from './resource';
import { resourceOf } from './table';

/** Finds a contact by its id, so that an answer can show who is related. */
export type ContactOf = (id: string) => StoredRecord | undefined;

/** The ETag of a version, quoted as the vendor sends it. */
export function etagOf({ kind, id, version, modified }: StoredRecord): string {
  const digest = createHash('sha256').update(`${kind} ${id} ${version} ${modified}`).digest('hex').slice(0, 32);
  return `"${digest.toUpperCase()}"`;
}

/** A record as the vendor answers it: all members there, null where nothing is set. */
export function shown(record: StoredRecord, contactOf: ContactOf): Fields {
  const resource = resourceOf(record.kind);
  const members = resource ? membersOf(resource) : Object.keys(record.data);
  const values = Object.fromEntries(members.map((name) => [name, record.data[name] ?? null]));
  // Who made a child area sees its parents in a list.
  if (record.kind === 'areas') values['parentIds'] = typeof values['parentId'] === 'string' ? [values['parentId']] : [];
  if (record.kind === 'areas') delete values['parentId'];
  if (Array.isArray(record.data['related']))
    values['related'] = objectsOf(record.data, 'related').map((one) => relatedShown(one, contactOf));
  if (resource?.plain) return { id: record.id, value: record.data['value'] ?? null };
  if (resource?.listedOnly) return { created: record.created, ...values, _links: null, _embedded: null };
  return {
    // Enquiries are the one kind whose ids are numbers.
    id: record.kind === 'enquiries' ? Number(record.id) : record.id,
    created: record.created,
    modified: record.modified,
    ...values,
    _eTag: etagOf(record),
    _links: { self: { href: `${resource?.path ?? ''}/${record.id}` } },
    _embedded: null,
  };
}

const personal = [
  'title',
  'forename',
  'surname',
  'dateOfBirth',
  'homePhone',
  'workPhone',
  'mobilePhone',
  'email',
  'marketingConsent',
  'fromArchive',
  'primaryAddress',
];

function relatedShown({ associatedId, associatedType }: Fields, contactOf: ContactOf): Fields {
  const contact = typeof associatedId === 'string' ? contactOf(associatedId) : undefined;
  const details = Object.fromEntries(personal.map((name) => [name, contact?.data[name] ?? null]));
  const name = ['title', 'forename', 'surname'].flatMap((part) => details[part] ?? []).join(' ');
  return { id: associatedId, name, type: associatedType ?? 'contact', ...details, additionalContactDetails: null };
}
