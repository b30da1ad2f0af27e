import { createHash } from 'node:crypto';
import { objectsOf, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import { appointmentShown } from './appointment';
import { relatedShown, type RecordOf } from './related';
import { membersOf } from './resource';
import { resourceOf } from './table';

/** The ETag of a version, quoted as the vendor sends it. */
export function etagOf({ kind, id, version, modified }: StoredRecord): string {
  const digest = createHash('sha256').update(`${kind} ${id} ${version} ${modified}`).digest('hex').slice(0, 32);
  return `"${digest.toUpperCase()}"`;
}

/** A record as the vendor answers it: all members there, null where nothing is set. */
export function shown(record: StoredRecord, recordOf: RecordOf): Fields {
  const resource = resourceOf(record.kind);
  if (resource?.plain) return { id: record.id, value: record.data['value'] ?? null };
  const members = resource ? membersOf(resource) : Object.keys(record.data);
  const values = ofKind(record, Object.fromEntries(members.map((name) => [name, record.data[name] ?? null])), recordOf);
  if (resource?.listedOnly) return { created: record.created, ...values, _links: null, _embedded: null };
  return {
    // Enquiries are the one kind whose ids are numbers.
    id: record.kind === 'enquiries' ? Number(record.id) : record.id,
    created: record.created,
    modified: record.modified,
    ...values,
    _eTag: etagOf(record),
    _links: { self: { href: `${resource?.path ?? ''}/${record.id}` } },
    _embedded: null,
  };
}

/** What a kind shows otherwise than it was told. */
function ofKind({ kind, data }: StoredRecord, values: Fields, recordOf: RecordOf): Fields {
  if (kind === 'appointments') return appointmentShown(values, recordOf);
  if (kind === 'areas') {
    // Who made a child area sees its parents in a list.
    const { parentId, ...rest } = values;
    return { ...rest, parentIds: typeof parentId === 'string' ? [parentId] : [] };
  }
  if (!Array.isArray(data['related'])) return values;
  const related = objectsOf(data, 'related').map((one) => relatedShown(one, recordOf));
  // A landlord's model says nothing of an archive.
  return { ...values, related: kind === 'landlords' ? related.map(withoutArchive) : related };
}

function withoutArchive(related: Fields): Fields {
  const { fromArchive: _, ...rest } = related;
  return rest;
}
