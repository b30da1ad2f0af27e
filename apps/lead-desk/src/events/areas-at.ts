import type { AreaGeometryView, AreaView, EventAreaView } from './event-views';

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // Objects and lists alike are read by member.
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const at = (data: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, name) => membersOf(value)[name], data);

function geometryOf(value: unknown): AreaGeometryView | undefined {
  const { type, coordinates } = membersOf(value);
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) return undefined;
  return { type, coordinates };
}

/** An area as the map draws it; undefined without an outline. */
export function areaOf(value: unknown): AreaView | undefined {
  const { label, geometry } = membersOf(value);
  const outline = geometryOf(geometry);
  return outline === undefined ? undefined : { label: typeof label === 'string' ? label : '', geometry: outline };
}

/** The areas an event carries, by their JSON pointers below `data`. */
export function areasAt(data: unknown, pointers: readonly string[]): EventAreaView[] {
  return pointers.flatMap((pointer) => {
    const area = areaOf(at(data, pointer));
    return area === undefined ? [] : [{ ...area, path: `/data${pointer}` }];
  });
}

/** The areas of a search. */
export function areasOfCriteria(criteria: unknown): AreaView[] {
  const { areas } = membersOf(criteria);
  return Array.isArray(areas) ? areas.flatMap((area: unknown) => areaOf(area) ?? []) : [];
}
