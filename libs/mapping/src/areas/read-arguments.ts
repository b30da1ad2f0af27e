import { normaliseArea } from '#search-area';
import type { MultiPolygon, Polygon } from 'geojson';
import { NotAnArea } from './not-an-area';

export type Outline = Polygon | MultiPolygon;

/**
 * An argument as an area. What an event carries was brought into form when it came in, so a glance is enough; only what does not
 * look so is checked whole. @throws NotAnArea
 */
export function outlineIn(called: string, value: unknown): Outline {
  if (looksRight(value)) return value;
  const found = normaliseArea(value, '');
  if (found.ok) return found.geometry;
  const [first] = found.problems;
  throw new NotAnArea(called, `takes the geometry of an area, longitude first: ${first?.message ?? 'this is none'}`);
}

function looksRight(value: unknown): value is Outline {
  const { type, coordinates } = membersIn(value);
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
  return type === 'Polygon' ? coordinates.every(isRing) : type === 'MultiPolygon' && coordinates.every(isPart);
}

const isPart = (part: unknown): boolean => Array.isArray(part) && part.length > 0 && part.every(isRing);

function isRing(ring: unknown): boolean {
  if (!Array.isArray(ring) || ring.length < 4 || !ring.every(isPlace)) return false;
  const places: readonly unknown[] = ring;
  return String(places[0]) === String(places.at(-1));
}

function isPlace(place: unknown): boolean {
  if (!Array.isArray(place)) return false;
  const [lng, lat]: unknown[] = place;
  return typeof lng === 'number' && Math.abs(lng) <= 180 && typeof lat === 'number' && Math.abs(lat) <= 90;
}

/** What a vendor holds, checked whole: nothing where it is no area. */
export function outlineOrNothing(value: unknown): Outline | undefined {
  const found = normaliseArea(value, '');
  return found.ok ? found.geometry : undefined;
}

/** @throws NotAnArea */
export function numberIn(called: string, value: unknown, what: string, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new NotAnArea(called, `takes ${what} from ${least} to ${most}; got ${JSON.stringify(value) ?? 'nothing'}`);
}

/** One alone is no list in JSONata, none is nothing. */
export function listIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function membersIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
