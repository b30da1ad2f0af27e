import type { MultiPolygon, Polygon } from 'geojson';
import { edgesOf, type Edges } from './edges';
import { at } from './ring';

/** Bands of latitude that the areas are cut into at least, and edges looked at in all at most: bounds the time for any input. */
const least = { bands: 512, bandsForAnything: 32 };
const mostEdgesSeen = 4_000_000;

/** Where in a band (0–1) it is looked at: the two Gauss points, exact for edges that do not cross inside it. */
const gauss = [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6];

/**
 * Intersection over union of two areas on the sphere: 1 the same, 0 nothing in common. Measured along lines of latitude
 * at and between the vertices, to about four digits. Edges are straight in longitude and latitude, as in GeoJSON.
 */
export function overlapOf(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): number {
  const edges = [edgesOf(a), edgesOf(b)] as const;
  let both = 0;
  let either = 0;
  const active = new Active(edges);
  const bounds = bandsOf(edges);
  for (let i = 1; i < bounds.length; i += 1) {
    const south = at(bounds, i - 1);
    const height = at(bounds, i) - south;
    for (const share of gauss) {
      const lat = south + share * height;
      const weight = height * Math.cos((lat * Math.PI) / 180);
      const [common, all] = active.measure(lat);
      both += weight * common;
      either += weight * all;
    }
  }
  return either > 0 ? Math.round((both / either) * 1e6) / 1e6 : 0;
}

function bandsOf(edges: readonly Edges[]): Float64Array {
  const lats = edges.flatMap(({ south, north }) => [...south, ...north]).sort((a, b) => a - b);
  const low = lats[0] ?? 0;
  const high = lats.at(-1) ?? 0;
  if (high <= low) return new Float64Array();
  const spanned = edges.reduce((sum, { south, north }) => sum + north.reduce((s, to, i) => s + to - at(south, i), 0), 0);
  const affordable = Math.max(least.bandsForAnything, Math.floor(mostEdgesSeen / (2 * (1 + spanned / (high - low)))));
  const even = Math.min(affordable, least.bands);
  const every = Math.ceil(lats.length / Math.max(1, Math.min(affordable - even, 2_048)));
  const picked = affordable > even ? lats.filter((_, i) => i % every === 0) : [];
  for (let i = 0; i <= even; i += 1) picked.push(low + ((high - low) * i) / even);
  return Float64Array.from(new Set(picked)).sort();
}

interface Crossing {
  lng: number;
  /** Whether the crossing belongs to the second area. */
  second: boolean;
  depth: number;
}

/** The edges that a line of latitude meets, while the line moves north. */
class Active {
  private readonly order: { edges: Edges; i: number; second: boolean }[];
  private entered = 0;
  private now: { edges: Edges; i: number; second: boolean }[] = [];

  constructor(edges: readonly [Edges, Edges]) {
    this.order = edges.flatMap((of, which) => Array.from(of.south, (_, i) => ({ edges: of, i, second: which === 1 })));
    this.order.sort((a, b) => at(a.edges.south, a.i) - at(b.edges.south, b.i));
  }

  /** Degrees of longitude that lie in both areas and in either, along one latitude. */
  measure(lat: number): [number, number] {
    this.now = this.now.filter(({ edges, i }) => at(edges.north, i) > lat);
    for (let next = this.order[this.entered]; next && at(next.edges.south, next.i) <= lat; next = this.order[this.entered]) {
      this.entered += 1;
      if (at(next.edges.north, next.i) > lat) this.now.push(next);
    }
    const crossings = this.now.map(({ edges, i, second }): Crossing => {
      const share = (lat - at(edges.south, i)) / (at(edges.north, i) - at(edges.south, i));
      const lng = at(edges.southLng, i) + share * (at(edges.northLng, i) - at(edges.southLng, i));
      return { lng, second, depth: at(edges.depth, i) };
    });
    return lengths(crossings.sort((a, b) => a.lng - b.lng));
  }
}

function lengths(crossings: readonly Crossing[]): [number, number] {
  let [common, all, first, second, from] = [0, 0, 0, 0, 0];
  for (const { lng, second: ofSecond, depth } of crossings) {
    if (first > 0 && second > 0) common += lng - from;
    if (first > 0 || second > 0) all += lng - from;
    if (ofSecond) second += depth;
    else first += depth;
    from = lng;
  }
  return [common, all];
}
