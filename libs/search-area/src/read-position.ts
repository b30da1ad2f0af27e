import { areaLimits } from './limits';
import { AreaProblems, shown } from './problems';

/** `[longitude, latitude]` in degrees, WGS 84. Longitude first. */
export type LngLat = readonly [lng: number, lat: number];

/** Reads one position; altitude is dropped. Returns undefined where a problem was added. */
export function readPosition(position: unknown, path: string, problems: AreaProblems): LngLat | undefined {
  if (!Array.isArray(position)) {
    problems.add(path, 'areaShape', `expected a position [longitude, latitude]; got ${shown(position)}`);
    return undefined;
  }
  const lng: unknown = position[0];
  const lat: unknown = position[1];
  if (position.length < 2 || position.length > areaLimits.numbersInPosition) {
    problems.add(path, 'areaShape', `expected 2 or 3 numbers, [longitude, latitude] with an altitude at most; got ${shown(position)}`);
    return undefined;
  }
  const first = finite(lng, `${path}/0`, 'longitude', problems);
  const second = finite(lat, `${path}/1`, 'latitude', problems);
  if (!first || !second || typeof lng !== 'number' || typeof lat !== 'number') return undefined;
  return inRange(lng, lat, path, problems) ? [lng, lat] : undefined;
}

function finite(value: unknown, path: string, name: string, problems: AreaProblems): boolean {
  if (typeof value === 'number' && Number.isFinite(value)) return true;
  problems.add(path, 'areaNumber', `expected a finite number for the ${name}; got ${shown(value)}`);
  return false;
}

function inRange(lng: number, lat: number, path: string, problems: AreaProblems): boolean {
  const lngOk = lng >= -180 && lng <= 180;
  const latOk = lat >= -90 && lat <= 90;
  if (lngOk && latOk) return true;
  if (!latOk && lat >= -180 && lat <= 180 && lng >= -90 && lng <= 90) {
    problems.add(
      path,
      'areaAxes',
      `[${lng}, ${lat}] has latitude ${lat}, outside −90…90; it looks swapped: longitude comes first, so perhaps [${lat}, ${lng}]`,
    );
    return false;
  }
  if (!lngOk) problems.add(`${path}/0`, 'areaRange', `longitude ${lng} of [${lng}, ${lat}] is outside −180…180${longitudeHint(lng)}`);
  if (!latOk) problems.add(`${path}/1`, 'areaRange', `latitude ${lat} of [${lng}, ${lat}] is outside −90…90`);
  return false;
}

function longitudeHint(lng: number): string {
  const wrapped = lng > 0 ? lng - 360 : lng + 360;
  if (wrapped >= -180 && wrapped <= 180) return `; beyond the antimeridian write it as ${wrapped}`;
  return '; coordinates are degrees of WGS 84, not metres of a projection';
}
