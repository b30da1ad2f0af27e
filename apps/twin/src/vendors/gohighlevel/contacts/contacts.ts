import { isFields, type Answer, type Call, type Fields } from '../../ground/call';
import type { Router } from '../../ground/router';
import { createContact, updateContact, upsertContact } from '../bodies';
import { errorOf, refuse } from '../errors';
import type { Location } from '../location';
import { keptOf } from './kept';
import { matchOf, type Match } from './match';
import { contactShown, createdShown, nameOf } from './shown';

/** Contacts one by one: https://marketplace.gohighlevel.com/docs/ghl/contacts */
export function contactRoutes(router: Router, location: Location, traceId: () => string): void {
  const { store } = location;
  const foundMatch = (body: Fields, but?: string): Match | undefined =>
    matchOf(
      body,
      store.all('contacts').filter(({ id }) => id !== but),
      location.duplicates,
    );
  const create = (call: Call, body: Fields) =>
    store.create('contacts', { type: 'lead', ...keptOf(location, call, body, {}) }, { hiddenForMs: call.hidesNewForMs });

  router.on('POST', '/contacts/upsert', (call) => {
    const body = location.bodyOf(call, upsertContact);
    needsName(body);
    const another = location.duplicates.allowed && body['createNewIfDuplicateAllowed'] === true;
    const match = another ? undefined : foundMatch(body);
    const record = match
      ? store.change('contacts', match.record.id, changesOf(match, keptOf(location, call, body, match.record.data), foundMatch))
      : create(call, body);
    return { status: 200, body: { new: !match, contact: contactShown(record), traceId: traceId() } };
  });

  router.on('POST', '/contacts', (call) => {
    const body = location.bodyOf(call, createContact);
    needsName(body);
    const match = location.duplicates.allowed ? undefined : foundMatch(body);
    return match ? duplicate(match) : { status: 201, body: { contact: createdShown(create(call, body)) } };
  });

  router.on('GET', '/contacts/*', (_call, [id = '']) => ({
    status: 200,
    body: { contact: contactShown(location.found('contacts', 'Contact', id)) },
  }));

  router.on('PUT', '/contacts/*', (call, [id = '']) => {
    const { data } = location.found('contacts', 'Contact', id);
    const body = location.bodyOf(call, updateContact);
    const match = location.duplicates.allowed ? undefined : foundMatch(body, id);
    if (match) return duplicate(match);
    return {
      status: 200,
      body: { succeded: true, contact: contactShown(store.change('contacts', id, keptOf(location, call, body, data))) },
    };
  });

  router.on('DELETE', '/contacts/*', (_call, [id = '']) => {
    location.found('contacts', 'Contact', id);
    store.remove('contacts', id);
    return { status: 200, body: { succeded: true } };
  });
}

/** A contact is made of something: a name, an address or a number. */
function needsName(body: Fields): void {
  if (['firstName', 'lastName', 'name', 'email', 'phone'].every((member) => !body[member]))
    throw refuse('email or phone or firstName or lastName or name is required');
}

function duplicate({ record, by }: Match): Answer {
  return errorOf(400, 'This location does not allow duplicated contacts.', {
    meta: { contactId: record.id, contactName: nameOf(record.data) ?? '', matchingField: by },
  });
}

/** Where the second member belongs to another contact already, it is not written: that would make a duplicate. */
function changesOf(match: Match, kept: Fields, find: (body: Fields, but: string) => Match | undefined): Fields {
  const other = match.by === 'email' ? 'phone' : 'email';
  const { [other]: value, ...rest } = kept;
  const taken = value !== undefined && find({ [other]: value }, match.record.id) !== undefined;
  return taken ? rest : kept;
}

export function searchable(record: { data: Fields }): string {
  return Object.values(record.data)
    .filter((value) => !isFields(value))
    .join(' ')
    .toLowerCase();
}
