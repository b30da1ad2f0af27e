import type { MultiPolygon, Polygon } from 'geojson';
import { cutAtAntimeridian, jumps } from './antimeridian';
import { cleaned } from './clean-ring';
import { checkExtent, checkSweep } from './check-rings';
import { areaLimits } from './limits';
import { outlineOf } from './outline';
import { overlapOf } from './overlap';
import { AreaProblems, type AreaProblem } from './problems';
import { readArea } from './read-area';
import { int, closedPositions, openRing, type Ring } from './ring';
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

  const open = sent.map(openRing).map(cleaned);
  const extended = open.filter((ring) => jumps(ring) || checkExtent(ring, problems));
  const rings = cutAtAntimeridian(extended, problems);
  const outline = outlineOf(rings);
  const found = sweep(outline);
  checkSweep(outline, found, problems);
  if (problems.any) return { ok: false, problems: problems.list() };

  const whole = assembled(rings, found.parentOf);
  const from = verticesOf(open);
  if (from <= areaLimits.keptAsSent) return { ok: true, geometry: whole };

  const fewer = simplified(outline, found.parentOf, areaLimits.keptAsSent);
  const less = fewer && assembled(fewer.rings, fewer.parentOf);
  const overlap = less ? overlapOf(whole, less) : 0;
  if (fewer && less && overlap >= areaLimits.leastOverlap) {
    return { ok: true, geometry: less, simplified: { from, to: verticesOf(fewer.rings), overlap } };
  }
  problems.add(
    `${path}/coordinates`,
    'areaSimplify',
    `the area has ${from} vertices and is too intricate to be brought to ${areaLimits.keptAsSent} without becoming another; simplify it before sending it`,
  );
  return { ok: false, problems: problems.list() };
}

function verticesOf(rings: readonly Ring[]): number {
  return rings.reduce((sum, ring) => sum + ring.lng.length, 0);
}

/** Outer rings in the order sent, each followed by the holes that lie in it. */
function assembled(rings: readonly Ring[], parentOf: Int32Array): Polygon | MultiPolygon {
  const holesOf = new Map<number, Ring[]>();
  rings.forEach((ring, r) => {
    if (ring.hole) holesOf.set(int(parentOf, r), [...(holesOf.get(int(parentOf, r)) ?? []), ring]);
  });
  const polygons = rings.flatMap((ring, r) => (ring.hole ? [] : [[ring, ...(holesOf.get(r) ?? [])].map(closedPositions)]));
  const [only] = polygons;
  return only && polygons.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
}
