import { problemsOf } from '../../ground/body-shape';
import { headerOf, isFields, Refused, textsOf, type Answer, type Call, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { Agency } from '../agency';
import { errorOf, fieldError, invalid, notFound, refusals, type FieldError } from '../errors';
import { appointmentKept } from './appointment';
import { unknownValues, withoutUnknownValues } from './list-values';
import type { Resource } from './resource';
import { appointmentErrors, errorsOfChanged, errorsOfNew } from './rules';
import { etagOf } from './shown';

/** POST: 201 and where it is, without a body. */
export function createOne(resource: Resource, agency: Agency, call: Call): Answer {
  const record = made(resource, agency, call, bodyOf(call));
  return { status: 201, headers: { location: `http://${headerOf(call, 'host') ?? ''}${resource.path}/${record.id}` } };
}

/** Checks and stores one. @throws Refused with every problem at once */
export function made(resource: Resource, agency: Agency, call: Call, body: Fields): StoredRecord {
  const errors = [
    ...problemsOf(resource.create ?? {}, body).map(fieldError),
    ...errorsOfNew(resource.kind, body),
    ...(resource.kind === 'appointments' ? appointmentErrors(body) : []),
    ...unknownReferences(resource, agency, body),
    ...listErrors(resource, agency, call, body),
  ];
  if (errors.length > 0) throw new Refused(invalid(call, unique(errors)));
  const kept = keptOf(resource, agency, call, {}, body);
  return agency.store.create(resource.kind, { ...resource.defaults, ...kept }, { hiddenForMs: call.hidesNewForMs });
}

/** PATCH: 204, or 412 when the caller's ETag is not the present one. */
export function updateOne(resource: Resource, agency: Agency, call: Call, id: string): Answer {
  const record = agency.find(resource.kind, id);
  if (!record || !resource.update) return notFound(call);
  const body = bodyOf(call);
  if (record.data['fromArchive'] === true) return invalid(call, [{ field: 'id', message: 'The record is archived and takes no updates' }]);
  const errors = [
    ...problemsOf(resource.update, body).map(fieldError),
    ...errorsOfChanged(resource.kind, record.data, body),
    ...unknownReferences(resource, agency, body),
    ...listErrors(resource, agency, call, { ...departmentOnly(record), ...body }),
  ];
  if (errors.length > 0) return invalid(call, unique(errors));
  if (headerOf(call, 'if-match') !== etagOf(record)) return conflict(call);
  if (call.strikes('conflicts')) {
    // Somebody else saved between the caller's read and this.
    agency.store.touch(resource.kind, id);
    return conflict(call);
  }
  const kept = keptOf(resource, agency, call, record.data, body);
  if (resource.kind === 'enquiries' && body['status'] === 'added') agency.accept(id, kept);
  else agency.store.change(resource.kind, id, archivedAt(kept, call));
  return { status: 204 };
}

export function bodyOf(call: Call): Fields {
  if (isFields(call.body)) return call.body;
  throw new Refused(refusals.unreadable(call));
}

function conflict(call: Call): Answer {
  return errorOf(call, 412, "The eTag provided in the 'If-Match' header is out of date");
}

/** Ids that name nothing. */
export function unknownReferences(resource: Resource, agency: Agency, body: Fields, at = ''): FieldError[] {
  const named = Object.entries(resource.refersTo).flatMap(([field, kind]) => idsIn(body[field]).map((id) => ({ field, kind, id })));
  if (Array.isArray(body['related'])) {
    for (const [i, one] of body['related'].entries()) {
      // Companies are not kept by this twin, so their ids cannot be checked.
      if (!isFields(one) || one['associatedType'] === 'company') continue;
      named.push(...idsIn(one['associatedId']).map((id) => ({ field: `related[${i}].associatedId`, kind: 'contacts', id })));
    }
  }
  return named
    .filter(({ kind, id }) => !agency.store.find(kind, id))
    .map(({ field, id }) => ({ field: at + field, message: `There is no '${id}'` }));
}

function idsIn(value: unknown): string[] {
  return textsOf({ ids: Array.isArray(value) ? value : [value] }, 'ids');
}

function departmentOf(agency: Agency, body: Fields): Fields {
  return agency.store.find('departments', String(body['departmentId'] ?? ''))?.data ?? {};
}

function departmentOnly(record: StoredRecord): Fields {
  return record.kind === 'applicants' ? { departmentId: record.data['departmentId'] } : {};
}

function listErrors(resource: Resource, agency: Agency, call: Call, body: Fields): FieldError[] {
  if (resource.kind !== 'applicants' || call.strikes('drops-values')) return [];
  return unknownValues(body, departmentOf(agency, body));
}

/** A body as it is stored, in the vendor's ways with each kind. */
function keptOf(resource: Resource, agency: Agency, call: Call, before: Fields, body: Fields): Fields {
  if (resource.kind === 'appointments') return appointmentKept(before, body);
  if (resource.kind !== 'applicants' || !call.strikes('drops-values')) return body;
  return withoutUnknownValues(body, departmentOf(agency, { ...before, ...body }));
}

function archivedAt(body: Fields, call: Call): Fields {
  return body['fromArchive'] === true ? { ...body, archivedOn: call.at.toISOString().slice(0, 10) } : body;
}

function unique(errors: readonly FieldError[]): FieldError[] {
  const first = new Map(errors.map((error) => [`${error.field} ${error.message}`, error]));
  return [...first.values()];
}
