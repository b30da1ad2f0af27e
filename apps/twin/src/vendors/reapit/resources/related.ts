import { isFields, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';

/** Finds another record by its id, so that an answer can show who is related. */
export type RecordOf = (kind: string, id: string) => StoredRecord | undefined;

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

/** A related contact with its own details, as applicants, landlords and vendors show it. */
export function relatedShown({ associatedId, associatedType }: Fields, recordOf: RecordOf): Fields {
  const contact = typeof associatedId === 'string' ? recordOf('contacts', associatedId) : undefined;
  const details: Fields = Object.fromEntries(personal.map((name) => [name, contact?.data[name] ?? null]));
  // Whose address it is nobody asks here: the model has no type of it.
  if (isFields(details['primaryAddress'])) {
    const { type: _, ...address } = details['primaryAddress'];
    details['primaryAddress'] = address;
  }
  const name = ['title', 'forename', 'surname'].flatMap((part) => details[part] ?? []).join(' ');
  return { id: associatedId ?? null, name, type: associatedType ?? 'contact', ...details, additionalContactDetails: null };
}
