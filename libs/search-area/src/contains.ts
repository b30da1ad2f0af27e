import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from './read-position';

/** Whether a point lies in the area or on its border. The antimeridian is one line: 180 and −180 are the same place. */
export function contains(geometry: Polygon | MultiPolygon, [lng, lat]: LngLat): boolean {
  if (booleanPointInPolygon([lng, lat], geometry)) return true;
  return Math.abs(lng) === 180 && booleanPointInPolygon([-lng, lat], geometry);
}
