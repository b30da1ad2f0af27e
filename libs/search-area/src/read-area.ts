import { areaLimits } from './limits';
import { AreaProblems, shown } from './problems';
import { readPosition } from './read-position';
import type { SentRing } from './ring';

/** A list of rings as sent, with its JSON pointer and its number among the parts. */
interface SentPart {
  path: string;
  part: number;
  rings: readonly unknown[];
}

/** Reads an unknown value as rings of finite, in-range, closed positions; every departure becomes a problem. */
export function readArea(geometry: unknown, path: string, problems: AreaProblems): SentRing[] {
  const parts = readParts(geometry, path, problems);
  const vertices = countVertices(parts);
  if (vertices > areaLimits.vertices) {
    problems.add(
      `${path}/coordinates`,
      'areaVertices',
      `the area has ${vertices} vertices; at most ${areaLimits.vertices} are taken: simplify the outline before sending it`,
    );
    return [];
  }
  return parts.flatMap(({ path: at, part, rings }) => {
    if (rings.length === 0) problems.add(at, 'areaShape', 'expected at least one ring, the outer one; the list is empty');
    return rings.map((ring, i) => readRing(ring, `${at}/${i}`, part, i, problems)).filter((ring) => ring !== undefined);
  });
}

function readParts(geometry: unknown, path: string, problems: AreaProblems): SentPart[] {
  if (typeof geometry !== 'object' || geometry === null || Array.isArray(geometry)) {
    problems.add(
      path,
      'areaType',
      `expected a GeoJSON Polygon or MultiPolygon, an object with type and coordinates; got ${shown(geometry)}`,
    );
    return [];
  }
  const type = 'type' in geometry ? geometry.type : undefined;
  const coordinates = 'coordinates' in geometry ? geometry.coordinates : undefined;
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    const hint = type === 'Feature' ? ': send the geometry of the feature, not the feature' : '';
    problems.add(`${path}/type`, 'areaType', `expected "Polygon" or "MultiPolygon"; got ${shown(type)}${hint}`);
    return [];
  }
  if (!Array.isArray(coordinates)) {
    const wanted = type === 'Polygon' ? 'a list of rings' : 'a list of polygons';
    problems.add(`${path}/coordinates`, 'areaShape', `expected ${wanted}; got ${shown(coordinates)}`);
    return [];
  }
  if (type === 'Polygon') return [{ path: `${path}/coordinates`, part: 0, rings: coordinates }];
  if (coordinates.length === 0) problems.add(`${path}/coordinates`, 'areaShape', 'expected at least one polygon; the list is empty');
  if (coordinates.length > areaLimits.vertices) {
    problems.add(
      `${path}/coordinates`,
      'areaVertices',
      `the area has ${coordinates.length} parts; at most ${areaLimits.vertices} vertices are taken`,
    );
    return [];
  }
  return coordinates.flatMap((rings: unknown, part): SentPart[] => {
    const at = `${path}/coordinates/${part}`;
    if (Array.isArray(rings)) return [{ path: at, part, rings }];
    problems.add(at, 'areaShape', `expected a polygon, a list of rings; got ${shown(rings)}`);
    return [];
  });
}

/** Counts without looking at any position; the closing position of a ring is not a vertex of its own, an empty ring still counts. */
function countVertices(parts: readonly SentPart[]): number {
  let vertices = 0;
  for (const { rings } of parts) for (const ring of rings) vertices += Array.isArray(ring) ? Math.max(1, ring.length - 1) : 1;
  return vertices;
}

function readRing(ring: unknown, path: string, part: number, index: number, problems: AreaProblems): SentRing | undefined {
  if (!Array.isArray(ring)) {
    problems.add(path, 'areaShape', `expected a ring, a list of [longitude, latitude] positions; got ${shown(ring)}`);
    return undefined;
  }
  const positions = ring.map((position: unknown, i) => readPosition(position, `${path}/${i}`, problems));
  if (ring.length < 4) {
    problems.add(path, 'areaPositions', `ring ${index} has ${ring.length} positions; a ring needs at least 4, the last equal to the first`);
  }
  const first = positions[0];
  const last = positions.at(-1);
  if (ring.length > 1 && first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    problems.add(
      `${path}/${ring.length - 1}`,
      'areaClosed',
      `ring ${index} is open: it starts at ${shown(first)} and ends at vertex ${ring.length - 1} ${shown(last)}; repeat the first position as the last`,
    );
  }
  const whole = positions.filter((position) => position !== undefined);
  return whole.length === ring.length ? { path, part, hole: index > 0, index, positions: whole } : undefined;
}
