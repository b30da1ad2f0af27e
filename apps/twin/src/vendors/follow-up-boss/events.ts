import { isFields, textOf, type Answer, type Call, type Fields } from '../ground/call';
import type { Router } from '../ground/router';
import type { StoredRecord } from '../ground/store';
import type { Account } from './account';
import { createEvent } from './bodies';
import { listed, recordShown } from './pages';
import { enriched, matchOf } from './people/match';
import { newPerson, personShown } from './people/people';
import { withKnownStage } from './people/stage';

/** The one way in for leads and what they do: https://docs.followupboss.com/reference/events-post */
export function eventRoutes(router: Router, account: Account): void {
  router.on('POST', '/v1/events', (call) => takeEvent(account, call));
  router.on('GET', '/v1/events', (call) => {
    const personId = call.query.get('personId');
    const ids = call.query.get('id')?.split(',');
    const all = account.store
      .list('events')
      .filter(({ id, data }) => (ids?.includes(id) ?? true) && (personId === null || String(data['personId']) === personId));
    return listed(call, 'events', all, recordShown);
  });
  router.on('GET', '/v1/events/*', (_call, [id = '']) => ({ status: 200, body: recordShown(account.found('events', 'Event', id)) }));
}

/** 201 with a new person, 200 with one that was there, 204 where the source's lead flow is archived: then nothing happened. */
function takeEvent(account: Account, call: Call): Answer {
  const body = account.bodyOf(call, eventShape(account));
  const source = textOf(body, 'source') ?? '';
  if (account.archivedSources.includes(source)) return { status: 204 };
  const given = withKnownStage(account, call, isFields(body['person']) ? body['person'] : {});
  const there = personOf(account, given);
  const person = there ? account.store.change('people', there.id, enriched(there.data, given)) : newPerson(account, call, given, source);
  const { person: _, ...event } = body;
  account.store.create('events', {
    ...event,
    type: typeOf(body),
    personId: Number(person.id),
    occurred: body['occurredAt'] ?? call.at.toISOString(),
  });
  return { status: there ? 200 : 201, body: personShown(person) };
}

/** @throws Refused 404 for an id nobody has */
function personOf(account: Account, given: Fields): StoredRecord | undefined {
  const { id } = given;
  return typeof id === 'number' ? account.found('people', 'Person', id) : matchOf(given, account.store.all('people'));
}

/** "Inquiry" is short for one of two, by whether a property is named. */
function typeOf(body: Fields): unknown {
  if (body['type'] !== 'Inquiry') return body['type'];
  return isFields(body['property']) ? 'Property Inquiry' : 'General Inquiry';
}

function eventShape(account: Account): typeof createEvent {
  const { person } = createEvent;
  return person?.fields ? { ...createEvent, person: { ...person, fields: account.withCustomFields(person.fields) } } : createEvent;
}
