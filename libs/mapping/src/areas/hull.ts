import { overlapOf } from '#search-area';
import type { Polygon } from 'geojson';
import { NotAnArea } from './not-an-area';
import { outlineIn, outlineOrNothing, type Outline } from './read-arguments';
import { alone, lngLatOf, partsOf } from './rings';

export type Point = readonly [number, number];

/** The tightest outline without dents around all of an area, for vendors that hold one ring; how much of it is the area. */
export function hull(geometry: unknown): { geometry: Polygon; overlap: number } | undefined {
  if (geometry === undefined) return undefined;
  const outline = outlineIn('hull', geometry);
  const ring = hullOf(outline).map(([lng, lat]) => [lng, lat]);
  const [first] = ring;
  const around = first && outlineOrNothing(alone([...ring, first]));
  if (around?.type !== 'Polygon') throw new NotAnArea('hull', 'found no outline around it: its corners lie on one line');
  return { geometry: around, overlap: overlapOf(outline, around) };
}

/** Corners of the hull, counter-clockwise, the first not repeated. */
export function hullOf(outline: Outline): readonly Point[] {
  const points = partsOf(outline)
    .flatMap(([ring = []]) => ring.map(lngLatOf))
    .sort(([a, b], [c, d]) => a - c || b - d);
  return [...half(points), ...half(points.toReversed())];
}

/** One side of the hull (after Andrew), its last corner left to the other side. */
function half(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (turnsRight(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

function turnsRight(a: Point | undefined, b: Point | undefined, [lng, lat]: Point): boolean {
  if (!a || !b) return false;
  return (b[0] - a[0]) * (lat - a[1]) - (b[1] - a[1]) * (lng - a[0]) <= 0;
}
