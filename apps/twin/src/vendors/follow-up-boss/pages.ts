import type { Answer, Call, Fields } from '../ground/call';
import type { StoredRecord } from '../ground/store';
import { errorOf } from './errors';

/**
 * A list as the vendor gives it: newest first, 10 unless asked, 100 at most, with `_metadata` and a `next` that holds the last id.
 * Source: https://docs.followupboss.com/reference/pagination
 */
export function listed(call: Call, collection: string, records: readonly StoredRecord[], shown: (record: StoredRecord) => Fields): Answer {
  const limit = Number(call.query.get('limit') ?? 10);
  const offset = Number(call.query.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return errorOf(400, 'Invalid value for limit: must be from 1 to 100.');
  if (!Number.isInteger(offset) || offset < 0) return errorOf(400, 'Invalid value for offset: must be 0 or more.');
  const since = sinceId(call.query.get('next'));
  const newestFirst = records.toSorted((a, b) => Number(b.id) - Number(a.id));
  const rest = since === undefined ? newestFirst.slice(offset) : newestFirst.filter(({ id }) => Number(id) < since);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = last && rest.length > limit ? Buffer.from(JSON.stringify({ sinceId: Number(last.id) })).toString('base64') : null;
  const host = call.headers.host ?? '';
  const nextLink = next === null ? null : `http://${host}${call.path}?limit=${limit}&next=${encodeURIComponent(next)}`;
  return {
    status: 200,
    body: { _metadata: { collection, offset, limit, total: records.length, next, nextLink }, [collection.toLowerCase()]: page.map(shown) },
  };
}

function sinceId(next: string | null): number | undefined {
  const found = /"sinceId":(\d+)/.exec(Buffer.from(next ?? '', 'base64').toString('utf8'))?.[1];
  return found === undefined ? undefined : Number(found);
}

export function recordShown(record: StoredRecord): Fields {
  return { id: Number(record.id), created: stamp(record.created), updated: stamp(record.modified ?? record.created), ...record.data };
}

/** Whole seconds and Z, as the vendor writes times. */
export function stamp(at: string): string {
  return at.replace(/\.\d+Z$/, 'Z');
}
