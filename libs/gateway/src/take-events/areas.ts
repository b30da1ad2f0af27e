import { type AcceptedEvent, areasIn, type Problem } from '#people-exchange';
import { normaliseArea } from '#search-area';

/**
 * Checks the geometry of every area of an event and puts the normalised one in its place; an outline that was
 * simplified is stamped with what that cost. Changes the event, which is the gateway's own copy.
 */
export function straightenAreas(event: AcceptedEvent): readonly Problem[] {
  const pointers = areasIn(event.type, event.data);
  if (pointers.length === 0) return none;
  const problems: Problem[] = [];
  for (const pointer of pointers) {
    const area = valueAt(event.data, pointer);
    if (!isRecord(area)) continue;
    const result = normaliseArea(area['geometry'], `/data${pointer}/geometry`);
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    area['geometry'] = result.geometry;
    if (result.simplified !== undefined) area['simplified'] = result.simplified;
  }
  return problems;
}

const none: readonly Problem[] = [];

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at)) at = at[Number(name)];
    else if (isRecord(at) && Object.hasOwn(at, name)) at = at[name];
    else return undefined;
  }
  return at;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
