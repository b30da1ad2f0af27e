import { textOf, type Fields } from '../ground/call';
import type { Router } from '../ground/router';
import type { StoredRecord } from '../ground/store';
import { createAssociation, createRelation } from './bodies';
import { refuse } from './errors';
import type { Location } from './location';

/** Kinds of ties (associations) and ties between two records (relations): https://marketplace.gohighlevel.com/docs/ghl/associations */
export function associationRoutes(router: Router, location: Location): void {
  const { store } = location;
  const found = (id: string): StoredRecord => location.found('associations', 'Association', id);

  router.on('POST', '/associations/relations', (call) => {
    const body = location.bodyOf(call, createRelation);
    found(textOf(body, 'associationId') ?? '');
    for (const member of ['firstRecordId', 'secondRecordId']) location.found('contacts', 'Record', textOf(body, member) ?? '');
    return { status: 201, body: relationShown(location, store.create('relations', body)) };
  });
  router.on('GET', '/associations/relations/*', ({ query }, [recordId = '']) => {
    location.checkLocation(query.get('locationId'));
    const all = store.list('relations').filter(({ data }) => data['firstRecordId'] === recordId || data['secondRecordId'] === recordId);
    const skip = Number(query.get('skip') ?? 0) || 0;
    const limit = Number(query.get('limit') ?? 100) || 100;
    return {
      status: 200,
      body: { relations: all.slice(skip, skip + limit).map((record) => relationShown(location, record)), total: all.length },
    };
  });
  router.on('DELETE', '/associations/relations/*', ({ query }, [id = '']) => {
    location.checkLocation(query.get('locationId'));
    const shown = relationShown(location, location.found('relations', 'Relation', id));
    store.remove('relations', id);
    return { status: 200, body: shown };
  });
  router.on('GET', '/associations/key/*', (_call, [key = '']) => {
    const record = store.list('associations').find(({ data }) => data['key'] === key);
    if (!record) throw refuse(`Association with key ${key} not found`);
    return { status: 200, body: associationShown(record) };
  });
  router.on('POST', '/associations', (call) => {
    const body = location.bodyOf(call, createAssociation);
    if (store.list('associations').some(({ data }) => data['key'] === body['key']))
      throw refuse(`Association with key ${String(body['key'])} already exists`);
    return { status: 201, body: associationShown(store.create('associations', { ...body, associationType: 'USER_DEFINED' })) };
  });
  router.on('GET', '/associations', ({ query }) => {
    location.checkLocation(query.get('locationId'));
    const all = store.list('associations');
    return { status: 200, body: { associations: all.map(associationShown), total: all.length } };
  });
  router.on('GET', '/associations/*', (_call, [id = '']) => ({ status: 200, body: associationShown(found(id)) }));
  router.on('DELETE', '/associations/*', (_call, [id = '']) => {
    found(id);
    store.remove('associations', id);
    return { status: 200, body: { deleted: true, id, message: 'Association deleted' } };
  });
}

function associationShown({ id, data }: StoredRecord): Fields {
  return { id, ...data };
}

/** The vendor's document gives a relation the members of its association; the two records are kept beside them. */
function relationShown(location: Location, { id, data }: StoredRecord): Fields {
  const association = location.store.find('associations', textOf(data, 'associationId') ?? '');
  return { ...association?.data, ...data, id };
}
