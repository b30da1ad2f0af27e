import { isFields, objectsOf, textOf, type Call, type Fields } from '../../ground/call';
import type { Router } from '../../ground/router';
import type { StoredRecord } from '../../ground/store';
import { refuse } from '../errors';
import type { Location } from '../location';
import { searchable } from './contacts';
import { matchOf } from './match';
import { contactShown, listedShown } from './shown';

/** Lists of contacts. Registered before single ones, because `search` looks like an id. */
export function contactSearchRoutes(router: Router, location: Location): void {
  const all = (): StoredRecord[] => location.store.list('contacts').toReversed();

  router.on('GET', '/contacts/search/duplicate', ({ query }) => {
    location.checkLocation(query.get('locationId'));
    const asked = { email: query.get('email') ?? undefined, phone: query.get('number') ?? undefined };
    const match = matchOf(asked, all(), location.duplicates);
    return { status: 200, body: { contact: match ? contactShown(match.record) : null } };
  });

  router.on('POST', '/contacts/search', (call) => {
    if (!isFields(call.body)) throw refuse('locationId is required');
    const { body } = call;
    location.checkLocation(textOf(body, 'locationId'));
    const found = all().filter((record) => objectsOf(body, 'filters').every((filter) => meets(contactShown(record), filter)));
    const size = numberOf(body['pageLimit'], 20);
    const page = numberOf(body['page'], 1);
    return { status: 200, body: { contacts: found.slice((page - 1) * size, page * size).map(contactShown), total: found.length } };
  });

  router.on('GET', '/contacts', (call) => {
    const { query } = call;
    location.checkLocation(query.get('locationId'));
    const words = (query.get('query') ?? '').toLowerCase();
    const found = all().filter((record) => words === '' || searchable(record).includes(words));
    const after = found.findIndex(({ id }) => id === query.get('startAfterId')) + 1;
    const contacts = found.slice(after, after + limitOf(call)).map(listedShown);
    return { status: 200, body: { contacts, count: found.length } };
  });
}

/** `{field, operator: eq | range, value}`; the vendor has more, which its specification does not tell. */
function meets(contact: Fields, filter: Fields): boolean {
  const held = contact[textOf(filter, 'field') ?? ''];
  const { value } = filter;
  if (filter['operator'] === 'eq') return held === value;
  if (filter['operator'] !== 'range' || !isFields(value) || typeof held !== 'string') return true;
  const at = Date.parse(held);
  const [from, to] = [timeOf(value['gte'] ?? value['gt']), timeOf(value['lte'] ?? value['lt'])];
  return (from === undefined || at >= from) && (to === undefined || at <= to);
}

function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) : undefined;
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;
}

/** 20 unless asked, 100 at most. */
export function limitOf(call: Call): number {
  return Math.min(100, numberOf(Number(call.query.get('limit') ?? 20), 20));
}
