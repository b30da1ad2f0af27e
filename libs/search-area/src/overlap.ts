import type { MultiPolygon, Polygon } from 'geojson';
import { edgesOf, type Edges } from './edges';
import { at, int } from './ring';

/** Bands of latitude: so many even ones, so many more at the vertices, and fewer where too many edges would be looked at. */
const bands = { even: 512, atVertices: 1_024, least: 32 };
const mostEdgesSeen = 1_000_000;

/** Where in a band (0–1) it is looked at: the two Gauss points, exact for edges that do not cross inside it. */
const gauss = [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6];

/**
 * Intersection over union of two areas on the sphere: 1 the same, 0 nothing in common. Measured along lines of latitude
 * at and between the vertices, to about four digits. Edges are straight in longitude and latitude, as in GeoJSON.
 */
export function overlapOf(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): number {
  const edges = edgesOf([a, b]);
  const line = new LatitudeLine(edges);
  const bounds = bandsOf(edges);
  let common = 0;
  let all = 0;
  for (let i = 1; i < bounds.length; i += 1) {
    const south = at(bounds, i - 1);
    const height = at(bounds, i) - south;
    for (const share of gauss) {
      const lat = south + share * height;
      const weight = height * Math.cos((lat * Math.PI) / 180);
      line.moveTo(lat);
      common += weight * line.common;
      all += weight * line.all;
    }
  }
  return all > 0 ? Math.round((common / all) * 1e6) / 1e6 : 0;
}

function bandsOf({ south, north }: Edges): Float64Array {
  const lats = new Float64Array(south.length * 2);
  lats.set(south);
  lats.set(north, south.length);
  lats.sort();
  const low = lats[0] ?? 0;
  const height = (lats.at(-1) ?? 0) - low;
  if (height <= 0) return new Float64Array();
  const spanned = north.reduce((sum, to, i) => sum + to - at(south, i), 0);
  const affordable = Math.max(bands.least, Math.floor((mostEdgesSeen / gauss.length) * (height / spanned)));
  const even = Math.min(affordable, bands.even);
  const atVertices = Math.min(affordable - even, bands.atVertices);
  const every = Math.ceil(lats.length / Math.max(1, atVertices));
  const bounds = new Set(atVertices > 0 ? lats.filter((_, i) => i % every === 0) : []);
  for (let i = 0; i <= even; i += 1) bounds.add(low + (height * i) / even);
  return Float64Array.from(bounds).sort();
}

/** A line of latitude that moves north, with the edges it meets kept from west to east. */
class LatitudeLine {
  common = 0;
  all = 0;
  private entered = 0;
  private count = 0;
  private readonly met: Int32Array;
  private readonly lng: Float64Array;

  constructor(private readonly edges: Edges) {
    this.met = new Int32Array(edges.south.length);
    this.lng = new Float64Array(edges.south.length);
  }

  /** Sets the degrees of longitude that lie in both areas and in either. */
  moveTo(lat: number): void {
    const { south, north } = this.edges;
    let kept = 0;
    for (let i = 0; i < this.count; i += 1) if (at(north, int(this.met, i)) > lat) this.met[kept++] = int(this.met, i);
    for (; this.entered < south.length && at(south, this.entered) <= lat; this.entered += 1) {
      if (at(north, this.entered) > lat) this.met[kept++] = this.entered;
    }
    this.count = kept;
    this.order(lat);
    this.measure();
  }

  /** Insertion sort: from one line to the next hardly anything changes places. */
  private order(lat: number): void {
    const { south, north, southLng, northLng } = this.edges;
    for (let i = 0; i < this.count; i += 1) {
      const edge = int(this.met, i);
      const share = (lat - at(south, edge)) / (at(north, edge) - at(south, edge));
      const lng = at(southLng, edge) + share * (at(northLng, edge) - at(southLng, edge));
      let to = i;
      for (; to > 0 && at(this.lng, to - 1) > lng; to -= 1) {
        this.lng[to] = at(this.lng, to - 1);
        this.met[to] = int(this.met, to - 1);
      }
      this.lng[to] = lng;
      this.met[to] = edge;
    }
  }

  private measure(): void {
    let first = 0;
    let second = 0;
    this.common = 0;
    this.all = 0;
    for (let i = 0; i < this.count; i += 1) {
      const width = i > 0 ? at(this.lng, i) - at(this.lng, i - 1) : 0;
      if (first > 0 && second > 0) this.common += width;
      if (first > 0 || second > 0) this.all += width;
      const edge = int(this.met, i);
      if (int(this.edges.of, edge) === 0) first += int(this.edges.depth, edge);
      else second += int(this.edges.depth, edge);
    }
  }
}
