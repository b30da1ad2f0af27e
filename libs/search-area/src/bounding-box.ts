import type { MultiPolygon, Polygon } from 'geojson';
import { lngLat, polygonsOf } from './edges';

/** `[west, south, east, north]` in degrees. An area cut at the antimeridian spans from −180 to 180. */
export type BoundingBox = [west: number, south: number, east: number, north: number];

export function boundingBox(geometry: Polygon | MultiPolygon): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of polygonsOf(geometry).flat()) {
    for (const position of ring) {
      const [lng, lat] = lngLat(position);
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}
