import { side } from './exact';
import { at, onLattice, type Ring } from './ring';

const halfWay = onLattice(180);

/**
 * The ring without positions equal to their predecessor on the lattice, and without spikes: an edge there and straight back,
 * which encloses nothing and which rounding leaves in many published outlines. What is left has fewer than three vertices where
 * the ring was no more than that.
 */
export function cleaned(ring: Ring): Ring {
  const x = ring.lng.map(onLattice);
  const y = ring.lat.map(onLattice);
  const idle = (a: number, b: number, c: number): boolean => {
    // An edge that jumps goes the other way round the globe: it may look like the way back and is not.
    if (Math.abs(at(x, b) - at(x, a)) > halfWay || Math.abs(at(x, c) - at(x, b)) > halfWay) return false;
    const ahead = (at(x, b) - at(x, a)) * (at(x, c) - at(x, b)) + (at(y, b) - at(y, a)) * (at(y, c) - at(y, b));
    return ahead <= 0 && side(at(x, a), at(y, a), at(x, b), at(y, b), at(x, c), at(y, c)) === 0;
  };
  const kept: number[] = [];
  const last = (back: number): number => kept[kept.length - back] ?? 0;
  for (let i = 0; i < x.length; i += 1) {
    while (kept.length > 1 && idle(last(2), last(1), i)) kept.pop();
    if (kept.length !== 1 || at(x, last(1)) !== at(x, i) || at(y, last(1)) !== at(y, i)) kept.push(i);
  }
  let start = 0;
  while (kept.length - start > 2) {
    if (idle(last(2), last(1), kept[start] ?? 0)) kept.pop();
    else if (idle(last(1), kept[start] ?? 0, kept[start + 1] ?? 0)) start += 1;
    else break;
  }
  if (kept.length - start === x.length) return ring;
  const stays = new Set(kept.slice(start));
  const pick = (_: number, i: number): boolean => stays.has(i);
  return { ...ring, lng: ring.lng.filter(pick), lat: ring.lat.filter(pick), sent: ring.sent.filter(pick) };
}
