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

/** A number inside a flat array. The callers' loops keep the index inside, which the compiler cannot see: hence the cast, here and in `int`. */
export function at(numbers: Float64Array, i: number): number {
  return numbers[i] as number;
}

/** The same for whole numbers; apart, so that each stays fast for the one kind of array it sees. */
export function int(numbers: Int32Array, i: number): number {
  return numbers[i] as number;
}

/** Steps of the lattice on which crossings are decided exactly: 10⁻⁹ degrees, a tenth of a millimetre. */
export const stepsPerDegree = 1e9;

/** Leaves out the closing position. */
export function openRing({ path, part, index, hole, positions }: SentRing): Ring {
  const open = positions.slice(0, -1);
  const lng = Float64Array.from(open, (position) => position[0]);
  const lat = Float64Array.from(open, (position) => position[1]);
  return { path, part, index, hole, lng, lat, sent: Int32Array.from(open.keys()) };
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
function reversed(ring: Ring): Ring {
  const turn = <T extends Float64Array | Int32Array>(values: T): T => {
    const copy = values.slice().reverse();
    copy.copyWithin(1, 0, copy.length - 1);
    copy.set(values.subarray(0, 1));
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
