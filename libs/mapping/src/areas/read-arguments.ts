import { normaliseArea } from '#search-area';
import type { MultiPolygon, Polygon } from 'geojson';
import { NotAnArea } from './not-an-area';

export type Outline = Polygon | MultiPolygon;

/** An argument as an area in the one form all functions here work on. @throws NotAnArea */
export function outlineIn(called: string, value: unknown): Outline {
  const found = normaliseArea(value, '');
  if (found.ok) return found.geometry;
  const [first] = found.problems;
  throw new NotAnArea(called, `takes the geometry of an area, longitude first: ${first?.message ?? 'this is none'}`);
}

/** The same for what a vendor holds: nothing where it is no area. */
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
