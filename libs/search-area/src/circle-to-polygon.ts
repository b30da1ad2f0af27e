import { circle } from '@turf/circle';
import type { MultiPolygon, Polygon } from 'geojson';
import { normaliseArea } from './normalise-area';
import type { LngLat } from './read-position';

/** A circle that no polygon in longitude and latitude can show: no place, no radius, or a pole inside. */
export class CircleNotPossible extends Error {
  readonly code = 'circleNotPossible';
  readonly retriable = false;

  constructor(
    readonly centre: LngLat,
    readonly radiusMetres: number,
    why: string,
  ) {
    super(`A circle of ${radiusMetres} m around [${centre.join(', ')}] cannot be made a polygon: ${why}`);
    this.name = 'CircleNotPossible';
  }
}

const metresPerDegree = (6_371_008.8 * Math.PI) / 180;

/**
 * The polygon of `steps` corners on a circle, on the sphere; two parts where it crosses the antimeridian.
 *
 * @param centre degrees, longitude first
 */
export function circleToPolygon(centre: LngLat, radiusMetres: number, steps = 64): Polygon | MultiPolygon {
  const [lng, lat] = centre;
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new CircleNotPossible(centre, radiusMetres, 'its centre is not a place');
  if (!(radiusMetres > 0)) throw new CircleNotPossible(centre, radiusMetres, 'its radius is not above 0');
  if (Math.abs(lat) + radiusMetres / metresPerDegree >= 90) throw new CircleNotPossible(centre, radiusMetres, 'it reaches a pole');
  const drawn = circle([lng, lat], radiusMetres, { steps: Math.min(2_000, Math.max(8, Math.round(steps))), units: 'meters' });
  const ring = (drawn.geometry.coordinates[0] ?? []).map(([x = 0, y = 0]) => [x > 180 ? x - 360 : x < -180 ? x + 360 : x, y]);
  const normalised = normaliseArea({ type: 'Polygon', coordinates: [ring] }, '');
  if (!normalised.ok) throw new CircleNotPossible(centre, radiusMetres, normalised.problems[0]?.message ?? 'it is too small');
  return normalised.geometry;
}
