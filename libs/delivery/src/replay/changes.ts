/** One member that would be another than before; nothing where it was, or would be, left out. */
export interface Change {
  /** JSON pointer below `data`. */
  readonly path: string;
  readonly was?: unknown;
  readonly would?: unknown;
}

const mostChanges = 100;

/** What differs between two values of an event's data, member by member; lists are compared as a whole. */
export function changesBetween(was: unknown, would: unknown): Change[] {
  const changes: Change[] = [];
  walk('', was, would, changes);
  return changes.slice(0, mostChanges);
}

function walk(path: string, was: unknown, would: unknown, changes: Change[]): void {
  if (changes.length > mostChanges) return;
  if (isObject(was) && isObject(would)) {
    for (const name of new Set([...Object.keys(was), ...Object.keys(would)]))
      walk(`${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, was[name], would[name], changes);
  } else if (JSON.stringify(was) !== JSON.stringify(would))
    changes.push({ path, ...(was === undefined ? {} : { was }), ...(would === undefined ? {} : { would }) });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
