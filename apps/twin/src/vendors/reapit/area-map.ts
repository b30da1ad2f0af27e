import { textsOf, type Fields } from '../ground/call';

/** A polygon of RFC 7946, longitude first. */
export interface MapPolygon {
  type: 'Polygon';
  coordinates: [number, number][][];
}

/**
 * An area as the vendor's map draws it: each corner is read latitude first, so one that was written the other way round
 * lies somewhere else on earth. Pure.
 * @returns undefined for an area that is no polygon
 */
export function onTheMap(area: Fields, latitudeFirst: boolean): MapPolygon | undefined {
  if (area['type'] !== 'polygon') return undefined;
  const corners = textsOf(area, 'area').map((corner): [number, number] => {
    const [first = NaN, second = NaN] = corner.split(',').map(Number);
    return latitudeFirst ? [second, first] : [first, second];
  });
  const [start] = corners;
  const last = corners.at(-1);
  if (!start || !last) return undefined;
  const closed = start[0] === last[0] && start[1] === last[1];
  return { type: 'Polygon', coordinates: [closed ? corners : [...corners, start]] };
}
