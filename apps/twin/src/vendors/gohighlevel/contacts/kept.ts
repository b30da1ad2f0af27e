import { objectsOf, textOf, textsOf, isFields, type Call, type Fields } from '../../ground/call';
import { refuse } from '../errors';
import type { Location } from '../location';

/** A body as the location keeps it: one name in two parts, tags in lower case, custom values under the ids of its fields. @throws Refused */
export function keptOf(location: Location, call: Call, body: Fields, before: Fields): Fields {
  const { createNewIfDuplicateAllowed: _, name, customFields, tags, dndSettings, ...kept } = body;
  if (typeof name === 'string' && kept['firstName'] === undefined && kept['lastName'] === undefined) Object.assign(kept, twoParts(name));
  if (tags !== undefined) kept['tags'] = [...new Set(textsOf(body, 'tags').map((tag) => tag.toLowerCase()))];
  if (customFields !== undefined)
    kept['customFields'] = merged(objectsOf(before, 'customFields'), customValues(location, call, objectsOf(body, 'customFields')));
  // Channels that are not named stay as they were.
  if (isFields(dndSettings)) kept['dndSettings'] = { ...(isFields(before['dndSettings']) ? before['dndSettings'] : {}), ...dndSettings };
  return kept;
}

function twoParts(name: string): Fields {
  const [firstName = '', ...rest] = name.trim().split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
}

function customValues(location: Location, call: Call, given: readonly Fields[]): Fields[] {
  return given.flatMap((one) => {
    const id = textOf(one, 'id') ?? '';
    if (location.store.find('customFields', id)) return [{ id, value: one['field_value'] ?? null }];
    if (call.strikes('drops-values')) return [];
    throw refuse(`customFields: no field with id ${id}`);
  });
}

function merged(before: readonly Fields[], given: readonly Fields[]): Fields[] {
  const ids = new Set(given.map(({ id }) => id));
  return [...before.filter(({ id }) => !ids.has(id)), ...given];
}
