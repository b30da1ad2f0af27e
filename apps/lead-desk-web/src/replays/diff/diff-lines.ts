import { t } from '../../words/words';

export type Mark = 'same' | 'changed' | 'added' | 'removed';

/** One member of what was told and of what would be sent, side by side. */
export interface DiffLine {
  key: string;
  depth: number;
  name: string;
  /** Nothing for a member that holds others. */
  was?: string;
  now?: string;
  mark: Mark;
}

/** Both sides member by member; lists of objects are compared place by place, everything else as a whole. */
export function diffLines(was: unknown, now: unknown): DiffLine[] {
  const lines: DiffLine[] = [];
  walk({ lines, path: '', depth: 0, name: '' }, was, now);
  return lines;
}

interface Place {
  lines: DiffLine[];
  path: string;
  depth: number;
  name: string;
}

function walk(place: Place, was: unknown, now: unknown): void {
  const [before, after] = [membersOf(was), membersOf(now)];
  if (!before && !after) {
    if (was !== undefined || now !== undefined) add(place, textOf(was), textOf(now), markOf(was, now));
    return;
  }
  // A member that held others and holds none now, or the other way round, stands as a whole.
  if ((was !== undefined && !before) || (now !== undefined && !after)) return add(place, textOf(was), textOf(now), 'changed');
  if (place.path !== '') add(place, undefined, undefined, markOf(was, now));
  const depth = place.path === '' ? 0 : place.depth + 1;
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]))
    walk({ ...place, path: `${place.path}/${name}`, depth, name: labelOf(name, was, now) }, before?.[name], after?.[name]);
}

function add({ lines, path, depth, name }: Place, was: string | undefined, now: string | undefined, mark: Mark): void {
  lines.push({ key: path, depth, name, was, now, mark });
}

/** Things in a list are counted from one. */
const labelOf = (name: string, was: unknown, now: unknown): string =>
  Array.isArray(now) || Array.isArray(was) ? String(Number(name) + 1) : name;

function markOf(was: unknown, now: unknown): Mark {
  if (was === undefined) return 'added';
  if (now === undefined) return 'removed';
  return JSON.stringify(was) === JSON.stringify(now) ? 'same' : 'changed';
}

/** What holds others; a list of plain values or of points is one value. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) return value.some(isRecord) ? { ...value } : undefined;
  return isRecord(value) ? value : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const points = pointsIn(value);
  return points > 0 ? t('map.points', { count: points }) : value.map(textOf).join(', ');
}

/** How many points an outline has, however deep its rings lie. */
function pointsIn(list: readonly unknown[]): number {
  if (list.length >= 2 && list.every((one) => typeof one === 'number')) return 1;
  return list.reduce<number>((sum, one) => sum + (Array.isArray(one) ? pointsIn(one) : 0), 0);
}

/** Lines to draw: what differs with what holds it, and how much of the rest is left out in each place. */
export type ShownLine = { kind: 'line'; line: DiffLine } | { kind: 'folded'; key: string; count: number };

/** One line alone stays: a note in its place would take as much room. */
export function foldSame(lines: readonly DiffLine[]): ShownLine[] {
  const isSame = (line: DiffLine | undefined): boolean => line?.mark === 'same';
  return lines.flatMap((line, place): ShownLine[] => {
    if (!isSame(line) || !(isSame(lines[place - 1]) || isSame(lines[place + 1]))) return [{ kind: 'line', line }];
    if (isSame(lines[place - 1])) return [];
    const end = lines.findIndex((later, n) => n > place && !isSame(later));
    return [{ kind: 'folded', key: `same ${line.key}`, count: (end < 0 ? lines.length : end) - place }];
  });
}
