import { side } from './exact';
import { at, int } from './ring';
import type { Outline } from './outline';

/** Two edges (each named by the vertex it leaves) that may not be where they are. */
export interface Meeting {
  readonly kind: 'crossing' | 'overlap' | 'spike';
  readonly a: number;
  readonly b: number;
}

/** One way out of a place: towards vertex `to`, along `edge`, as part of the passage number `pass`. */
interface Way {
  readonly pass: number;
  readonly edge: number;
  readonly to: number;
  /** Whether the filled side lies counter-clockwise of this way, seen from the place. */
  readonly filledNext: boolean;
}

/**
 * What happens at one place where several passages meet: touching is allowed, crossing and running along one another are not.
 * Passages do not cross when, going round the place, their ways nest like brackets.
 */
export function checkMeeting(outline: Outline, vertices: Int32Array, through: readonly number[]): Meeting[] {
  const ways = waysFrom(outline, vertices, through);
  const place = int(vertices, 0);
  if (ways.length === 2) {
    const [a, b] = ways;
    return a && b && byAngle(outline, place, a, b) === 0 ? [{ kind: 'spike', a: a.edge, b: b.edge }] : [];
  }
  ways.sort((a, b) => byAngle(outline, place, a, b) || Number(a.filledNext) - Number(b.filledNext));
  const overlaps = findOverlaps(outline, place, ways);
  if (overlaps.length > 0) return overlaps;
  return findCrossing(ways);
}

function waysFrom(outline: Outline, vertices: Int32Array, through: readonly number[]): Way[] {
  const ways: Way[] = [];
  const add = (pass: number, inEdge: number, from: number, outEdge: number, to: number): void => {
    const left = int(outline.filledLeft, int(outline.ringOf, outEdge)) === 1;
    ways.push({ pass, edge: inEdge, to: from, filledNext: !left }, { pass, edge: outEdge, to, filledNext: left });
  };
  vertices.forEach((v, pass) => add(pass, int(outline.previous, v), int(outline.previous, v), v, int(outline.next, v)));
  through.forEach((edge, i) => add(vertices.length + i, edge, edge, edge, int(outline.next, edge)));
  return ways;
}

function byAngle({ x, y }: Outline, place: number, a: Way, b: Way): number {
  const px = at(x, place);
  const py = at(y, place);
  const upper = (v: number): boolean => at(y, v) > py || (at(y, v) === py && at(x, v) > px);
  if (upper(a.to) !== upper(b.to)) return upper(a.to) ? -1 : 1;
  return -side(px, py, at(x, a.to), at(y, a.to), at(x, b.to), at(y, b.to));
}

function findOverlaps(outline: Outline, place: number, ways: readonly Way[]): Meeting[] {
  const found: Meeting[] = [];
  const partOf = (way: Way): number | undefined => outline.rings[int(outline.ringOf, way.edge)]?.part;
  for (let i = 1; i < ways.length; i += 1) {
    const a = ways[i - 1];
    const b = ways[i];
    if (!a || !b || byAngle(outline, place, a, b) !== 0) continue;
    if (a.pass === b.pass) found.push({ kind: 'spike', a: a.edge, b: b.edge });
    // Two parts may share a border, when each lies on its own side of it.
    else if (partOf(a) === partOf(b) || a.filledNext === b.filledNext) found.push({ kind: 'overlap', a: a.edge, b: b.edge });
  }
  return found;
}

function findCrossing(ways: readonly Way[]): Meeting[] {
  const open: Way[] = [];
  for (const way of ways) {
    if (open.at(-1)?.pass === way.pass) open.pop();
    else open.push(way);
  }
  const [first] = open;
  if (!first) return [];
  const mate = open.findIndex((way, i) => i > 0 && way.pass === first.pass);
  const between = open.slice(1, mate);
  const other = between.find((way) => between.filter(({ pass }) => pass === way.pass).length === 1);
  return [{ kind: 'crossing', a: first.edge, b: (other ?? first).edge }];
}
