import { textOf, type Fields } from '../ground/call';
import type { Router } from '../ground/router';
import type { StoredRecord } from '../ground/store';
import { refuse } from './errors';
import type { Location } from './location';

/** Reads what fields and users a location has; to make a location's fields has no public specification. */
export function setupRoutes(router: Router, location: Location): void {
  const { store } = location;
  router.on('GET', '/locations/*/customFields', ({ query }, [id = '']) => {
    location.checkLocation(id);
    const model = query.get('model') ?? 'all';
    const fields = store.list('customFields').filter(({ data }) => model === 'all' || data['objectKey'] === model);
    return { status: 200, body: { customFields: fields.map(ofLocation) } };
  });
  router.on('GET', '/custom-fields/object-key/*', ({ query }, [objectKey = '']) => {
    location.checkLocation(query.get('locationId'));
    const fields = store.list('customFields').filter(({ data }) => data['objectKey'] === objectKey);
    return { status: 200, body: { fields: fields.map(ofObject), folders: [] } };
  });
  router.on('GET', '/custom-fields/*', (_call, [id = '']) => ({
    status: 200,
    body: { field: ofObject(location.found('customFields', 'Custom field', id)) },
  }));
  router.on('GET', '/users', ({ query }) => {
    const asked = query.get('locationId');
    if (asked === null) throw refuse('locationId is required');
    location.checkLocation(asked);
    return { status: 200, body: { users: store.list('users').map(({ id, data }) => ({ id, ...data })) } };
  });
}

function ofObject(record: StoredRecord): Fields {
  return { id: record.id, ...record.data, dateAdded: record.created, dateUpdated: record.modified ?? record.created };
}

function ofLocation({ id, data }: StoredRecord): Fields {
  return {
    id,
    name: data['name'],
    fieldKey: data['fieldKey'],
    dataType: data['dataType'],
    model: textOf(data, 'objectKey'),
    locationId: data['locationId'],
    position: 0,
  };
}
