import type { LngLat } from './read-position';

/** A ring as read: closed, with its JSON pointer, the number of its polygon among the parts and its own number in it. */
export interface SentRing {
  path: string;
  part: number;
  index: number;
  hole: boolean;
  positions: readonly LngLat[];
}

/** A ring to work on: open (the closing position is left out), flat, with the number each vertex had as sent. */
export interface Ring {
  readonly path: string;
  readonly part: number;
  readonly index: number;
  readonly hole: boolean;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly sent: Int32Array;
}

/** Numbers inside a flat array. The callers' loops keep the index inside, which the compiler cannot see: hence the one cast. */
export function at(numbers: Float64Array | Int32Array | Uint8Array, i: number): number {
  return numbers[i] as number;
}

/** Steps of the lattice on which crossings are decided exactly: 10⁻⁹ degrees, a tenth of a millimetre. */
export const stepsPerDegree = 1e9;

/** Drops the closing position and every position equal to its predecessor on the lattice. */
export function openRing({ path, part, index, hole, positions }: SentRing): Ring {
  const kept: number[] = [];
  const same = (a: LngLat, b: LngLat): boolean => onLattice(a[0]) === onLattice(b[0]) && onLattice(a[1]) === onLattice(b[1]);
  let last = positions.at(-1);
  positions.forEach((position, i) => {
    if (i > 0 && last && same(position, last)) return;
    kept.push(i);
    last = position;
  });
  const [first] = positions;
  const end = positions[kept.at(-1) ?? 0];
  if (kept.length > 1 && first && end && same(first, end)) kept.pop();
  return {
    path,
    part,
    index,
    hole,
    lng: Float64Array.from(kept, (i) => positions[i]?.[0] ?? 0),
    lat: Float64Array.from(kept, (i) => positions[i]?.[1] ?? 0),
    sent: Int32Array.from(kept),
  };
}

export function onLattice(degrees: number): number {
  return Math.round(degrees * stepsPerDegree);
}

/** Twice the signed area in square degrees, positive when counter-clockwise; taken from the first vertex to keep digits. */
export function twiceArea({ lng, lat }: Ring): number {
  const x0 = at(lng, 0);
  const y0 = at(lat, 0);
  let sum = 0;
  for (let i = 1; i + 1 < lng.length; i += 1) {
    sum += (at(lng, i) - x0) * (at(lat, i + 1) - y0) - (at(lng, i + 1) - x0) * (at(lat, i) - y0);
  }
  return sum;
}

/** The same ring walked the other way, from the same first vertex. */
export function reversed(ring: Ring): Ring {
  const turn = <T extends Float64Array | Int32Array>(values: T): T => {
    const copy = values.slice().reverse();
    copy.copyWithin(1, 0, copy.length - 1);
    copy[0] = at(values, 0);
    // slice() of a T is a T; the library's types widen it.
    return copy as T;
  };
  return { ...ring, lng: turn(ring.lng), lat: turn(ring.lat), sent: turn(ring.sent) };
}

/** The ring counter-clockwise where it is an outer one, clockwise where it is a hole (RFC 7946 §3.1.6). */
export function wound(ring: Ring): Ring {
  return twiceArea(ring) > 0 === ring.hole ? reversed(ring) : ring;
}

/** Positions for GeoJSON, wound and closed. */
export function closedPositions(ring: Ring): number[][] {
  const { lng, lat } = wound(ring);
  const positions = Array.from(lng, (x, i) => [x, at(lat, i)]);
  positions.push([at(lng, 0), at(lat, 0)]);
  return positions;
}
