import type { AreaGeometryView } from '../generated';

/** Longitude first, as everywhere. */
export type Point = readonly [lng: number, lat: number];
export type Box = [west: number, south: number, east: number, north: number];

/** All rings of an area, outer ones and holes. */
export function ringsOf({ type, coordinates }: AreaGeometryView): Point[][] {
  // The API's document cannot say how deep the lists go: rings in a Polygon, one level deeper in a MultiPolygon.
  return type === 'Polygon' ? (coordinates as Point[][]) : (coordinates as Point[][][]).flat();
}

/** How many points draw it; the closing point of a ring is its first again and not counted. */
export const pointCount = (geometry: AreaGeometryView): number =>
  ringsOf(geometry).reduce((sum, ring) => sum + Math.max(0, ring.length - 1), 0);

export function boxOf(geometries: readonly AreaGeometryView[]): Box | undefined {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const ring of ringsOf(geometry)) {
      for (const [lng, lat] of ring) {
        box[0] = Math.min(box[0], lng);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lng);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  return Number.isFinite(box[0]) ? box : undefined;
}
