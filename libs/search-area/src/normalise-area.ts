import type { MultiPolygon, Polygon } from 'geojson';
import { cutAtAntimeridian } from './antimeridian';
import { checkExtent, checkSweep } from './check-rings';
import { areaLimits } from './limits';
import { outlineOf } from './outline';
import { overlapOf } from './overlap';
import { AreaProblems, type AreaProblem } from './problems';
import { readArea } from './read-area';
import { at, closedPositions, openRing, type Ring } from './ring';
import { simplified } from './simplify';
import { sweep } from './sweep';

/** What became of an area; `simplified` counts vertices and says how much of the area is still the same (0–1). */
export type NormalisedArea =
  | { ok: true; geometry: Polygon | MultiPolygon; simplified?: { from: number; to: number; overlap: number } }
  | { ok: false; problems: AreaProblem[] };

/**
 * Checks a GeoJSON area by RFC 7946 and brings it into one form: two numbers a position, outer rings counter-clockwise and holes
 * clockwise, no repeated positions, cut at the antimeridian, at most 2,000 vertices.
 *
 * @param path JSON pointer of the geometry; every problem's path starts with it
 */
export function normaliseArea(geometry: unknown, path: string): NormalisedArea {
  const problems = new AreaProblems();
  const sent = readArea(geometry, path, problems);
  if (problems.any) return { ok: false, problems: problems.list() };

  const open = sent.map(openRing);
  const extended = open.filter((ring) => checkExtent(ring, problems));
  const rings = cutAtAntimeridian(extended, problems);
  const outline = outlineOf(rings);
  const found = sweep(outline);
  checkSweep(outline, found, problems);
  if (problems.any) return { ok: false, problems: problems.list() };

  const whole = assembled(rings, found.parentOf);
  const from = verticesOf(open);
  if (from <= areaLimits.keptAsSent) return { ok: true, geometry: whole };

  const fewer = simplified(outline, found.parentOf, areaLimits.keptAsSent);
  if (!fewer) {
    const why = `the area has ${from} vertices and could not be brought to ${areaLimits.keptAsSent} without its edges crossing; simplify it before sending it`;
    problems.add(`${path}/coordinates`, 'areaSimplify', why);
    return { ok: false, problems: problems.list() };
  }
  const less = assembled(fewer.rings, fewer.parentOf);
  return { ok: true, geometry: less, simplified: { from, to: verticesOf(fewer.rings), overlap: overlapOf(whole, less) } };
}

function verticesOf(rings: readonly Ring[]): number {
  return rings.reduce((sum, ring) => sum + ring.lng.length, 0);
}

/** Outer rings in the order sent, each followed by the holes that lie in it. */
function assembled(rings: readonly Ring[], parentOf: Int32Array): Polygon | MultiPolygon {
  const holesOf = new Map<number, Ring[]>();
  rings.forEach((ring, r) => {
    if (ring.hole) holesOf.set(at(parentOf, r), [...(holesOf.get(at(parentOf, r)) ?? []), ring]);
  });
  const polygons = rings.flatMap((ring, r) => (ring.hole ? [] : [[ring, ...(holesOf.get(r) ?? [])].map(closedPositions)]));
  const [only] = polygons;
  return only && polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
}
