import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Outline } from './read-arguments';

/** Each part's outer ring and holes. */
export const partsOf = (outline: Outline): readonly Position[][][] =>
  outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;

/** Longitude and latitude; GeoJSON's type promises neither. */
export const lngLatOf = ([lng = 0, lat = 0]: Position): readonly [number, number] => [lng, lat];

/** A polygon of nothing but this ring. */
export const alone = (ring: Position[]): Polygon => ({ type: 'Polygon', coordinates: [ring] });

/** All of them as one area; where they lie over each other they count once. */
export const together = (outlines: readonly Outline[]): MultiPolygon => ({ type: 'MultiPolygon', coordinates: outlines.flatMap(partsOf) });

/** How large a ring is beside others: degrees squared, narrowed by its latitude. */
export function sizeOf(ring: readonly Position[]): number {
  let twice = 0;
  let sumOfLats = 0;
  for (const [i, position] of ring.entries()) {
    const [lng, lat] = lngLatOf(position);
    const [nextLng, nextLat] = lngLatOf(ring[(i + 1) % ring.length] ?? position);
    twice += lng * nextLat - nextLng * lat;
    sumOfLats += lat;
  }
  return Math.abs(twice / 2) * Math.cos(((sumOfLats / Math.max(1, ring.length)) * Math.PI) / 180);
}
