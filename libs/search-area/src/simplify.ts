import type { Outline } from './outline';
import { at, int, stepsPerDegree, type Ring } from './ring';
import { SmallestFirst } from './smallest-first';
import { VertexGrid } from './vertex-grid';

/** Rings with fewer vertices, and in which of them each lies (its number, or −1). */
export interface Simplified {
  rings: Ring[];
  parentOf: Int32Array;
}

/** Rows and vertices looked at before an outline counts as too intricate; ordinary ones need a fiftieth. */
const mostLooked = 20_000_000;

/**
 * Takes away vertices, those that span the smallest triangle first (after Visvalingam and Whyatt), until `target` are left.
 * A vertex goes only while its triangle is empty of others, so no edge ever comes to cross another. A ring that is down to a
 * triangle goes as a whole, in its turn; the last outer ring stays. Undefined where too few could go.
 */
export function simplified(outline: Outline, parentOf: Int32Array, target: number): Simplified | undefined {
  return new Simplification(outline, parentOf).downTo(target);
}

class Simplification {
  private readonly alive: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly sizes: Int32Array;
  private readonly grid: VertexGrid;
  private readonly queue: SmallestFirst;
  private left: number;
  private shells: number;

  constructor(
    private readonly outline: Outline,
    private readonly parentOf: Int32Array,
  ) {
    this.left = outline.x.length;
    this.alive = new Int32Array(this.left).fill(1);
    this.next = outline.next.slice();
    this.previous = outline.previous.slice();
    this.sizes = Int32Array.from(outline.rings, (ring) => ring.lng.length);
    this.shells = outline.rings.filter((ring) => !ring.hole).length;
    this.grid = new VertexGrid(outline);
    this.queue = new SmallestFirst(this.left);
  }

  downTo(target: number): Simplified | undefined {
    this.alive.forEach((_, v) => this.queue.set(v, this.triangle(v)));
    let waiting: number[] = [];
    let before = Infinity;
    while (this.left > target) {
      if (this.grid.looked > mostLooked) return undefined;
      const smallest = this.queue.take();
      if (smallest) {
        if (int(this.alive, smallest.item) === 1 && !this.remove(smallest.item, smallest.weight)) waiting.push(smallest.item);
        continue;
      }
      // What was in the way of a vertex may have gone since: ask again while that helps.
      if (this.left === before) return undefined;
      before = this.left;
      for (const v of waiting) if (int(this.alive, v) === 1) this.queue.set(v, this.triangle(v));
      waiting = [];
    }
    return this.result();
  }

  private remove(v: number, weight: number): boolean {
    const ring = int(this.outline.ringOf, v);
    const a = int(this.previous, v);
    const c = int(this.next, v);
    if (int(this.sizes, ring) === 3) return this.removeRing(ring, [a, v, c]);
    if (!this.grid.emptyTriangle(a, v, c, this.alive)) return false;
    this.alive[v] = 0;
    this.next[a] = c;
    this.previous[c] = a;
    this.sizes[ring] = int(this.sizes, ring) - 1;
    this.left -= 1;
    // Never less than what just went, so that a shape is not eaten from one end.
    for (const neighbour of [a, c]) this.queue.set(neighbour, Math.max(weight, this.triangle(neighbour)));
    return true;
  }

  private removeRing(ring: number, vertices: readonly number[]): boolean {
    const isShell = this.outline.rings[ring]?.hole === false;
    if (isShell && (this.shells === 1 || this.holdsHoles(ring))) return false;
    for (const v of vertices) this.alive[v] = 0;
    this.sizes[ring] = 0;
    this.left -= 3;
    if (isShell) this.shells -= 1;
    return true;
  }

  private holdsHoles(shell: number): boolean {
    return this.outline.rings.some((ring, r) => ring.hole && int(this.parentOf, r) === shell && int(this.sizes, r) > 0);
  }

  /** Area of the triangle a vertex spans with its neighbours, shrunk with latitude as the land is. */
  private triangle(v: number): number {
    const { x, y } = this.outline;
    const a = int(this.previous, v);
    const c = int(this.next, v);
    const twice = (at(x, v) - at(x, a)) * (at(y, c) - at(y, a)) - (at(x, c) - at(x, a)) * (at(y, v) - at(y, a));
    return Math.abs(twice) * Math.cos((at(y, v) / stepsPerDegree) * (Math.PI / 180));
  }

  private result(): Simplified {
    const numbers = Int32Array.from(this.sizes);
    let kept = 0;
    this.sizes.forEach((size, r) => (numbers[r] = size > 0 ? kept++ : -1));
    const rings: Ring[] = [];
    const parents: number[] = [];
    let start = 0;
    this.outline.rings.forEach((ring, r) => {
      const from = start;
      start += ring.lng.length;
      if (int(this.sizes, r) === 0) return;
      const stays = (_: number, i: number): boolean => int(this.alive, from + i) === 1;
      rings.push({ ...ring, lng: ring.lng.filter(stays), lat: ring.lat.filter(stays), sent: ring.sent.filter(stays) });
      const parent = int(this.parentOf, r);
      parents.push(parent < 0 ? -1 : int(numbers, parent));
    });
    return { rings, parentOf: Int32Array.from(parents) };
  }
}
