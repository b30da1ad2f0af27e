import type { Polygon } from 'geojson';
import { NotAnArea } from './not-an-area';
import { listIn, outlineIn, outlineOrNothing } from './read-arguments';
import { alone, lngLatOf, partsOf } from './rings';

/** A tenth of a metre, which no search needs. */
const shown = (degrees: number): string => String(Math.round(degrees * 1e6) / 1e6);

/**
 * Corners as `latitude,longitude`, the closing one left out, for vendors that read latitude first.
 * An outline with holes or several parts is refused: `$outlines` makes such as can be written so, and says what was lost.
 */
export function latLng(geometry: unknown): readonly string[] | undefined {
  if (geometry === undefined) return undefined;
  const parts = partsOf(outlineIn('latLng', geometry));
  const [ring, ...holes] = parts[0] ?? [];
  if (!ring || parts.length > 1 || holes.length > 0)
    throw new NotAnArea('latLng', `takes one ring; this area has ${parts.flat().length}, so take the pieces that $outlines makes of it`);
  return ring.slice(0, -1).map((position) => {
    const [lng, lat] = lngLatOf(position);
    return `${shown(lat)},${shown(lng)}`;
  });
}

/** A polygon of corners written latitude first; nothing where they make none, because vendors hold what they were given. */
export function lngLat(corners: unknown): Polygon | undefined {
  const ring = ringOf(corners);
  const outline = ring && outlineOrNothing(alone(ring));
  return outline?.type === 'Polygon' ? outline : undefined;
}

/** The corners as a closed ring, longitude first, unchecked; nothing where there are none. */
export function ringOf(corners: unknown): number[][] | undefined {
  const ring = listIn(corners).map((text) => {
    const [lat = '', lng = '', more] = String(text).split(',');
    return more === undefined ? [degrees(lng), degrees(lat)] : [NaN, NaN];
  });
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last) return undefined;
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

/** Number would read an empty text as 0. */
const degrees = (text: string): number => (text.trim() === '' ? NaN : Number(text));
