import { boundingBox, overlapOf } from '#search-area';
import { ringOf } from './axes';
import { listIn, membersIn, numberIn, outlineIn, outlineOrNothing, type Outline } from './read-arguments';
import { alone, partsOf, sizeOf } from './rings';

/** Intersection over union of two areas. */
export function overlap(a: unknown, b: unknown): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return overlapOf(outlineIn('overlap', a), outlineIn('overlap', b));
}

/**
 * The id of the one that is most like the area, of a vendor's `{id, geometry}` or `{id, latLng}`; nothing where none is as like as
 * asked for. What has no outline there is passed over.
 */
export function like(geometry: unknown, candidates: unknown, least: unknown): string | undefined {
  return mostLike(geometry, candidates, least)?.id;
}

/** The same with how much of the two is shared. */
export function mostLike(geometry: unknown, candidates: unknown, least: unknown): { id: string; overlap: number } | undefined {
  const enough = numberIn('like', least, 'the least overlap,', 0.01, 1);
  if (geometry === undefined) return undefined;
  const outline = outlineIn('like', geometry);
  const mayBe = alike(outline, enough);
  let best: { id: string; overlap: number } | undefined;
  for (const { id, geometry: given, latLng } of listIn(candidates).map(membersIn)) {
    const ring = latLng === undefined ? undefined : ringOf(latLng);
    const raw = ring ? alone(ring) : given;
    if (typeof id !== 'string' || !mayBe(raw)) continue;
    const other = outlineOrNothing(raw);
    const shared = other ? overlapOf(outline, other) : 0;
    if (shared >= enough && shared > (best?.overlap ?? 0)) best = { id, overlap: shared };
  }
  return best;
}

/** A hair's breadth, since sizes are taken on a plane. */
const roughly = 0.99;

/**
 * Whether it is worth measuring: two areas that share so much are nearly of one size, and the boxes around them share as much.
 * A town has a hundred areas, and one or two of them pass.
 */
function alike(outline: Outline, enough: number): (raw: unknown) => boolean {
  const size = sizeOfAll(outline);
  const box = boundingBox(outline);
  return (raw) => {
    const { type, coordinates } = membersIn(raw);
    if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) return false;
    // Checked whole by the caller before it is measured; here a wrong one gives a wrong size at worst.
    const other = raw as Outline;
    const itsSize = sizeOfAll(other);
    const least = enough * roughly * Math.max(size, itsSize);
    return Math.min(size, itsSize) >= least && sharedBox(box, boundingBox(other)) >= least;
  };
}

const sizeOfAll = (outline: Outline): number =>
  partsOf(outline).reduce((sum, [ring = [], ...holes]) => sum + sizeOf(ring) - holes.reduce((all, hole) => all + sizeOf(hole), 0), 0);

type Box = readonly [west: number, south: number, east: number, north: number];

/** Size of the box that two boxes have in common, in the measure of `sizeOf`. */
function sharedBox(a: Box, b: Box): number {
  const [west, south] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  const [east, north] = [Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  if (west >= east || south >= north) return 0;
  return (east - west) * (north - south) * Math.cos((((south + north) / 2) * Math.PI) / 180);
}
