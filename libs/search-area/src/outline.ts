import { at, int, onLattice, twiceArea, type Ring } from './ring';

/** All rings of an area in flat arrays. A vertex number also names the edge that leaves it. Coordinates are lattice steps. */
export interface Outline {
  readonly rings: readonly Ring[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly ringOf: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Number in its ring, for messages. */
  readonly inRing: Int32Array;
  /** 1 where the ring turns counter-clockwise: its disc lies to the left of its edges. */
  readonly discLeft: Int32Array;
  /** 1 where the filled side lies to the left of the ring's edges: a hole's disc is not filled. */
  readonly filledLeft: Int32Array;
}

export function outlineOf(rings: readonly Ring[]): Outline {
  const size = rings.reduce((sum, ring) => sum + ring.lng.length, 0);
  const outline: Outline = {
    rings,
    x: new Float64Array(size),
    y: new Float64Array(size),
    ringOf: new Int32Array(size),
    next: new Int32Array(size),
    previous: new Int32Array(size),
    inRing: new Int32Array(size),
    discLeft: Int32Array.from(rings, (ring) => (twiceArea(ring) > 0 ? 1 : 0)),
    filledLeft: Int32Array.from(rings, (ring) => (twiceArea(ring) > 0 !== ring.hole ? 1 : 0)),
  };
  let start = 0;
  rings.forEach((ring, r) => {
    const length = ring.lng.length;
    for (let i = 0; i < length; i += 1) {
      const v = start + i;
      outline.x[v] = onLattice(at(ring.lng, i));
      outline.y[v] = onLattice(at(ring.lat, i));
      outline.ringOf[v] = r;
      outline.inRing[v] = i;
      outline.next[v] = i + 1 === length ? start : v + 1;
      outline.previous[v] = i === 0 ? start + length - 1 : v - 1;
    }
    start += length;
  });
  return outline;
}

/** Order of the sweep: by x, then y. */
export function comesBefore({ x, y }: Outline, a: number, b: number): boolean {
  return at(x, a) < at(x, b) || (at(x, a) === at(x, b) && at(y, a) < at(y, b));
}

export function samePlace({ x, y }: Outline, a: number, b: number): boolean {
  return at(x, a) === at(x, b) && at(y, a) === at(y, b);
}

/** The end of the edge that the sweep meets first. */
export function leftEnd(outline: Outline, edge: number): number {
  const to = int(outline.next, edge);
  return comesBefore(outline, edge, to) ? edge : to;
}

export function rightEnd(outline: Outline, edge: number): number {
  const to = int(outline.next, edge);
  return comesBefore(outline, edge, to) ? to : edge;
}
