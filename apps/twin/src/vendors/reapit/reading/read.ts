import { headerOf, textsOf, isFields, type Answer, type Call } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { Agency } from '../agency';
import { errorOf, invalid, notFound, type FieldError } from '../errors';
import { withEmbedded } from './embedded';
import { metadataFilter } from './metadata-filter';
import { page, pageAsked } from './page';
import type { Resource } from '../resources/resource';
import { etagOf } from '../resources/shown';

/** GET of one: 304 when the caller's ETag is the present one. */
export function readOne(resource: Resource, agency: Agency, call: Call, id: string): Answer {
  const record = agency.find(resource.kind, id);
  if (!record) return notFound(call);
  if (resource.plain) return { status: 200, body: agency.shown(record) };
  const etag = etagOf(record);
  if (headerOf(call, 'if-none-match') === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag }, body: withEmbedded(agency, call, record) };
}

/** GET of a page. */
export function readMany(resource: Resource, agency: Agency, call: Call): Answer {
  const readable = agency.store.list(resource.kind).filter((record) => !agency.isGone(record));
  if (resource.plain) return { status: 200, body: readable.map((record) => agency.shown(record)) };
  const asked = pageAsked(call);
  const between = timesAsked(resource, call);
  const errors = [...(Array.isArray(asked) ? asked : []), ...between.errors];
  if (Array.isArray(asked) || errors.length > 0) return invalid(call, errors);
  const filters = call.query.getAll('metadata').map(metadataFilter);
  if (filters.some((filter) => !filter))
    return errorOf(call, 400, 'The metadata filter is not in the form metadata.<fieldName> <operation> <criteria>');
  const found = agency.store
    .list(resource.kind, between.times)
    .filter((record) => !agency.isGone(record) && meets(resource, call, record))
    .filter(({ data }) => filters.every((filter) => filter?.(isFields(data['metadata']) ? data['metadata'] : {}) ?? true));
  return {
    status: 200,
    body: page(
      call,
      asked,
      found.map((record) => withEmbedded(agency, call, record)),
    ),
  };
}

function meets(resource: Resource, call: Call, { id, data }: StoredRecord): boolean {
  const ids = call.query.getAll('id');
  if (ids.length > 0 && !ids.includes(id)) return false;
  // Archived ones are asked for, else left out.
  if (resource.shown.includes('fromArchive') && data['fromArchive'] === true && call.query.get('fromArchive') !== 'true') return false;
  return Object.entries(resource.filters).every(([name, member]) => {
    const asked = call.query.getAll(name);
    const held = Array.isArray(data[member]) ? textsOf(data, member) : [String(data[member] ?? '')];
    return asked.length === 0 || held.some((value) => asked.includes(value));
  });
}

function timesAsked(resource: Resource, call: Call): { times: Record<string, string>; errors: FieldError[] } {
  const times: Record<string, string> = {};
  const errors: FieldError[] = [];
  for (const name of resource.sweeps.flatMap((sweep) => [`${sweep}From`, `${sweep}To`])) {
    const value = call.query.get(name);
    if (value === null) continue;
    if (Number.isNaN(Date.parse(value)))
      errors.push({ field: name, message: 'The value must be an ISO-8601 date and time with a time zone designator' });
    else times[name] = value;
  }
  return { times, errors };
}
