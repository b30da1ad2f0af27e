import type { MultiPolygon, Polygon, Position } from 'geojson';

/** One edge by latitude; `depth` is +1 where the area begins to the east of it, −1 where it ends. `of` is 0 or 1, which area it bounds. */
interface Edge {
  south: number;
  north: number;
  southLng: number;
  northLng: number;
  depth: number;
  of: number;
}

/** The edges of two areas in flat arrays, from south to north by where they begin. Level edges are left out. */
export interface Edges {
  south: Float64Array;
  north: Float64Array;
  southLng: Float64Array;
  northLng: Float64Array;
  depth: Int32Array;
  of: Int32Array;
}

export function edgesOf(areas: readonly (Polygon | MultiPolygon)[]): Edges {
  const edges = areas
    .flatMap((area, of) => [...edgesOfOne(area, of)])
    .sort((a, b) => a.south - b.south || a.southLng - b.southLng || a.northLng - b.northLng);
  return {
    south: Float64Array.from(edges, (edge) => edge.south),
    north: Float64Array.from(edges, (edge) => edge.north),
    southLng: Float64Array.from(edges, (edge) => edge.southLng),
    northLng: Float64Array.from(edges, (edge) => edge.northLng),
    depth: Int32Array.from(edges, (edge) => edge.depth),
    of: Int32Array.from(edges, (edge) => edge.of),
  };
}

function* edgesOfOne(area: Polygon | MultiPolygon, of: number): Generator<Edge> {
  for (const polygon of polygonsOf(area)) {
    for (const [r, ring] of polygon.entries()) {
      // However the ring was wound, an outer one adds and a hole takes away.
      const sign = counterClockwise(ring) === (r === 0) ? 1 : -1;
      for (let i = 1; i < ring.length; i += 1) {
        const [x0, y0] = lngLat(ring[i - 1]);
        const [x1, y1] = lngLat(ring[i]);
        if (y0 < y1) yield { south: y0, north: y1, southLng: x0, northLng: x1, depth: -sign, of };
        else if (y0 > y1) yield { south: y1, north: y0, southLng: x1, northLng: x0, depth: sign, of };
      }
    }
  }
}

export function polygonsOf(area: Polygon | MultiPolygon): Position[][][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
}

export function lngLat(position: Position | undefined): [number, number] {
  return [position?.[0] ?? 0, position?.[1] ?? 0];
}

function counterClockwise(ring: readonly Position[]): boolean {
  const [x, y] = lngLat(ring[0]);
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [x0, y0] = lngLat(ring[i - 1]);
    const [x1, y1] = lngLat(ring[i]);
    twice += (x0 - x) * (y1 - y) - (x1 - x) * (y0 - y);
  }
  return twice > 0;
}
