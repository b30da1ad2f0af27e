import { isFields, objectsOf, textOf, textsOf, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';

const plain = [
  'firstName',
  'lastName',
  'email',
  'timezone',
  'companyName',
  'phone',
  'dnd',
  'type',
  'source',
  'assignedTo',
  'address1',
  'city',
  'state',
  'country',
  'postalCode',
  'website',
  'dateOfBirth',
  'gender',
];

/** A contact as the vendor answers it; what is not set is left out. */
export function contactShown(record: StoredRecord): Fields {
  const { data } = record;
  const name = nameOf(data);
  const set = Object.fromEntries(
    plain.flatMap((member) => (data[member] === undefined || data[member] === null ? [] : [[member, data[member]]])),
  );
  return {
    id: record.id,
    locationId: data['locationId'],
    ...(name ? { name, fullNameLowerCase: name.toLowerCase() } : {}),
    ...lowered('firstNameLowerCase', data, 'firstName'),
    ...lowered('lastNameLowerCase', data, 'lastName'),
    ...lowered('emailLowerCase', data, 'email'),
    ...set,
    dnd: data['dnd'] === true,
    ...(isFields(data['dndSettings']) ? { dndSettings: data['dndSettings'] } : {}),
    tags: textsOf(data, 'tags'),
    customFields: objectsOf(data, 'customFields'),
    dateAdded: record.created,
    dateUpdated: record.modified ?? record.created,
  };
}

/** The same in the answer to a create, which has no full name. */
export function createdShown(record: StoredRecord): Fields {
  const { name: _, ...rest } = contactShown(record);
  return rest;
}

const listedMembers = ['id', 'locationId', 'email', 'timezone', 'country', 'source', 'dateAdded', 'customFields', 'tags'];

/** The few members a contact has in a list; who wants more asks for the contact. */
export function listedShown(record: StoredRecord): Fields {
  return Object.fromEntries(Object.entries(contactShown(record)).filter(([member]) => listedMembers.includes(member)));
}

export function nameOf(data: Fields): string | undefined {
  const parts = [textOf(data, 'firstName'), textOf(data, 'lastName')].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join(' ') : textOf(data, 'name');
}

function lowered(member: string, data: Fields, of: string): Fields {
  const value = textOf(data, of);
  return value === undefined ? {} : { [member]: value.toLowerCase() };
}
