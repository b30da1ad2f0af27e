import { flag, must, oneOf, problemsOf, text, type Shape } from '../../ground/body-shape';
import { headerOf, objectsOf, type Answer, type Call, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { Agency } from '../agency';
import { fieldError, invalid, notFound } from '../errors';
import { page, pageAsked } from '../reading/page';
import type { Resource } from './resource';
import { bodyOf } from './write';

const insert: Shape = { associatedId: must(text), associatedType: must(oneOf('contact', 'company')), isMain: must(flag) };

/** GET /applicants/ID/relationships, and the same for landlords and vendors. */
export function readRelationships(resource: Resource, agency: Agency, call: Call, id: string): Answer {
  const record = agency.find(resource.kind, id);
  const asked = pageAsked(call);
  if (!record) return notFound(call);
  if (Array.isArray(asked)) return invalid(call, asked);
  const all = objectsOf(record.data, 'related').map((one, i) => relationshipShown(record, one, i));
  return { status: 200, body: page(call, asked, all) };
}

/** POST: one more contact; the main one comes first. */
export function addRelationship(resource: Resource, agency: Agency, call: Call, id: string): Answer {
  const record = agency.find(resource.kind, id);
  if (!record) return notFound(call);
  const body = bodyOf(call);
  const errors = problemsOf(insert, body).map(fieldError);
  const { associatedId, associatedType } = body;
  if (associatedType === 'contact' && typeof associatedId === 'string' && !agency.store.find('contacts', associatedId)) {
    errors.push({ field: 'associatedId', message: `There is no '${associatedId}'` });
  }
  if (errors.length > 0) return invalid(call, errors);
  const others = objectsOf(record.data, 'related').filter((one) => one['associatedId'] !== associatedId);
  const one = { associatedId, associatedType };
  agency.store.change(resource.kind, id, { related: body['isMain'] === true ? [one, ...others] : [...others, one] });
  const location = `http://${headerOf(call, 'host') ?? ''}${resource.path}/${id}/relationships/${String(associatedId)}`;
  return { status: 201, headers: { location } };
}

/** DELETE: 204, whoever is left. */
export function removeRelationship(resource: Resource, agency: Agency, call: Call, id: string, associatedId: string): Answer {
  const record = agency.find(resource.kind, id);
  const others = record && objectsOf(record.data, 'related').filter((one) => one['associatedId'] !== associatedId);
  if (!record || others?.length === objectsOf(record.data, 'related').length) return notFound(call);
  agency.store.change(resource.kind, id, { related: others });
  return { status: 204 };
}

function relationshipShown(record: StoredRecord, one: Fields, place: number): Fields {
  const owner = `${record.kind.replace(/s$/, '')}Id`;
  return {
    id: one['associatedId'],
    [owner]: record.id,
    created: record.created,
    modified: record.modified,
    associatedType: one['associatedType'] ?? 'contact',
    associatedId: one['associatedId'],
    isMain: place === 0,
    // Only an applicant's model says it.
    ...(record.kind === 'applicants' ? { fromArchive: false } : {}),
    _links: { self: { href: `/${record.kind}/${record.id}/relationships/${String(one['associatedId'])}` } },
    _embedded: null,
  };
}
