import { circleToPolygon, overlapOf } from '#search-area';
import { hullOf, type Point } from './hull';
import { outlineIn } from './read-arguments';

const metresPerDegree = (6_371_008.8 * Math.PI) / 180;
/** Steps towards the farthest corner, each shorter (after Bădoiu and Clarkson): the circle is then nearly the smallest. */
const steps = 300;

/** A circle around all of an area, for vendors that hold a centre and a radius; how much of the circle is the area. */
export function boundingCircle(
  geometry: unknown,
): { centre: readonly [number, number]; radiusMetres: number; overlap: number } | undefined {
  if (geometry === undefined) return undefined;
  const outline = outlineIn('boundingCircle', geometry);
  const corners = hullOf(outline);
  const [start = [0, 0]] = corners;
  let centre: Point = start;
  for (let step = 1; step <= steps; step += 1) {
    const [lng, lat] = farthest(corners, centre).corner;
    centre = [centre[0] + (lng - centre[0]) / (step + 1), centre[1] + (lat - centre[1]) / (step + 1)];
  }
  const rounded: Point = [Math.round(centre[0] * 1e6) / 1e6, Math.round(centre[1] * 1e6) / 1e6];
  const radiusMetres = Math.ceil(farthest(corners, rounded).metres);
  return { centre: rounded, radiusMetres, overlap: overlapOf(outline, circleToPolygon(rounded, radiusMetres)) };
}

function farthest(corners: readonly Point[], from: Point): { corner: Point; metres: number } {
  let found = { corner: from, metres: 0 };
  for (const corner of corners) {
    const metres = metresBetween(corner, from);
    if (metres > found.metres) found = { corner, metres };
  }
  return found;
}

function metresBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const [north, east] = [Math.sin(((a[1] - b[1]) * radians) / 2), Math.sin(((a[0] - b[0]) * radians) / 2)];
  const share = north * north + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * east * east;
  return (2 * Math.asin(Math.min(1, Math.sqrt(share))) * metresPerDegree) / radians;
}
