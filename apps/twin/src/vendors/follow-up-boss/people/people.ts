import { textOf, textsOf, type Call, type Fields } from '../../ground/call';
import type { Router } from '../../ground/router';
import type { StoredRecord } from '../../ground/store';
import type { Account } from '../account';
import { createPerson, updatePerson } from '../bodies';
import { listed, recordShown, stamp } from '../pages';
import { digits, lowered, matchOf, valuesOf } from './match';
import { withKnownStage } from './stage';

/** People: https://docs.followupboss.com/reference/people-get */
export function peopleRoutes(router: Router, account: Account): void {
  const { store } = account;

  router.on('GET', '/v1/people', (call) =>
    listed(
      call,
      'people',
      store.list('people').filter((person) => meets(call, person)),
      personShown,
    ),
  );
  router.on('GET', '/v1/people/*', (_call, [id = '']) => ({ status: 200, body: personShown(account.found('people', 'Person', id)) }));

  router.on('POST', '/v1/people', (call) => {
    const body = account.bodyOf(call, account.withCustomFields(createPerson));
    const there = call.query.get('deduplicate') === 'true' ? matchOf(body, store.all('people')) : undefined;
    if (there) return { status: 200, body: personShown(there) };
    return { status: 201, body: personShown(newPerson(account, call, withKnownStage(account, call, body), textOf(body, 'source'))) };
  });

  router.on('PUT', '/v1/people/*', (call, [id = '']) => {
    const { data } = account.found('people', 'Person', id);
    const body = withKnownStage(account, call, account.bodyOf(call, account.withCustomFields(updatePerson)));
    // Tags replace those that are there, unless the caller asks for both.
    const tags =
      call.query.get('mergeTags') === 'true' && body['tags']
        ? { tags: [...new Set([...textsOf(data, 'tags'), ...textsOf(body, 'tags')])] }
        : {};
    return { status: 200, body: personShown(store.change('people', id, { ...body, ...tags })) };
  });

  router.on('DELETE', '/v1/people/*', (_call, [id = '']) => {
    account.found('people', 'Person', id);
    store.remove('people', id);
    return { status: 200, body: {} };
  });
}

/** A person as a new lead begins: first stage, one agent. */
export function newPerson(account: Account, call: Call, given: Fields, source: string | undefined): StoredRecord {
  const { id: _, ...values } = given;
  const defaults = {
    stage: 'Lead',
    assignedTo: 'Agent One',
    assignedUserId: 1,
    contacted: 0,
    tags: [],
    emails: [],
    phones: [],
    addresses: [],
  };
  return account.store.create('people', { ...defaults, ...values, source: source ?? '<unspecified>' }, { hiddenForMs: call.hidesNewForMs });
}

export function personShown(record: StoredRecord): Fields {
  const name = [textOf(record.data, 'firstName'), textOf(record.data, 'lastName')].filter((part) => part).join(' ');
  return { ...recordShown(record), name, lastActivity: stamp(record.modified ?? record.created) };
}

function meets(call: Call, { id, data, modified, created }: StoredRecord): boolean {
  const { query } = call;
  const has = (name: string, test: (asked: string) => boolean): boolean => {
    const asked = query.get(name);
    return asked === null || test(asked);
  };
  return (
    has('id', (asked) => asked.split(',').includes(id)) &&
    has('email', (asked) => valuesOf(data, 'emails').map(lowered).includes(lowered(asked))) &&
    has('phone', (asked) => valuesOf(data, 'phones').map(digits).includes(digits(asked))) &&
    has('stage', (asked) => data['stage'] === asked) &&
    has('source', (asked) => data['source'] === asked) &&
    has('assignedUserId', (asked) => String(data['assignedUserId']) === asked) &&
    has('tags', (asked) => asked.split(',').some((tag) => textsOf(data, 'tags').includes(tag))) &&
    has('firstName', (asked) => data['firstName'] === asked) &&
    has('lastName', (asked) => data['lastName'] === asked) &&
    has('updatedAfter', (asked) => Date.parse(modified ?? created) > Date.parse(asked))
  );
}
