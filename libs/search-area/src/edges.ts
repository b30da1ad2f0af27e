import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Edges of an area by latitude, level ones left out; `depth` is +1 where the area begins to the east of the edge, −1 where it ends. */
export interface Edges {
  south: Float64Array;
  north: Float64Array;
  southLng: Float64Array;
  northLng: Float64Array;
  depth: Int32Array;
}

export function edgesOf(geometry: Polygon | MultiPolygon): Edges {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rows: [number, number, number, number, number][] = [];
  for (const polygon of polygons) {
    polygon.forEach((ring, r) => {
      // However the ring was wound, an outer one adds and a hole takes away.
      const sign = counterClockwise(ring) === (r === 0) ? 1 : -1;
      for (let i = 1; i < ring.length; i += 1) {
        const [x0, y0] = lngLat(ring[i - 1]);
        const [x1, y1] = lngLat(ring[i]);
        if (y0 < y1) rows.push([y0, y1, x0, x1, -sign]);
        else if (y0 > y1) rows.push([y1, y0, x1, x0, sign]);
      }
    });
  }
  return {
    south: Float64Array.from(rows, (row) => row[0]),
    north: Float64Array.from(rows, (row) => row[1]),
    southLng: Float64Array.from(rows, (row) => row[2]),
    northLng: Float64Array.from(rows, (row) => row[3]),
    depth: Int32Array.from(rows, (row) => row[4]),
  };
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
