import { side } from './exact';
import { checkMeeting, type Meeting } from './meeting';
import { comesBefore, leftEnd, rightEnd, samePlace, type Outline } from './outline';
import { at, int } from './ring';

/** Whose disc a ring lies in directly: a ring number, or −1. */
export interface SweepResult {
  readonly meetings: readonly Meeting[];
  readonly parentOf: Int32Array;
  /** Side tests made while searching and comparing neighbours: the cost, n log n. */
  readonly comparisons: number;
}

/** Finds where edges cross or lie on one another, and which ring lies in which, in one pass from left to right (after Shamos and Hoey). */
export function sweep(outline: Outline): SweepResult {
  return new Sweep(outline).run();
}

class Sweep {
  private readonly meetings: Meeting[] = [];
  private readonly parentOf: Int32Array;
  private readonly seen: Int32Array;
  private readonly edges: Int32Array;
  private count = 0;
  private comparisons = 0;

  constructor(private readonly outline: Outline) {
    this.parentOf = new Int32Array(outline.rings.length).fill(-1);
    this.seen = new Int32Array(outline.rings.length);
    this.edges = new Int32Array(outline.x.length + 1);
  }

  run(): SweepResult {
    const { x, y } = this.outline;
    const order = Int32Array.from(x.keys()).sort((a, b) => at(x, a) - at(x, b) || at(y, a) - at(y, b));
    for (let from = 0, to = 0; from < order.length; from = to) {
      while (to < order.length && samePlace(this.outline, int(order, from), int(order, to))) to += 1;
      this.visit(order.subarray(from, to));
    }
    return { meetings: this.meetings, parentOf: this.parentOf, comparisons: this.comparisons };
  }

  /** All vertices of one place: edges that end here leave, edges through it are noted, edges that start here enter. */
  private visit(vertices: Int32Array): void {
    const place = int(vertices, 0);
    this.dropLeftOver(vertices);
    const low = this.firstNotBelow(place);
    const through = this.takeEnding(place, low);
    this.meetings.push(...checkMeeting(this.outline, vertices, through));
    let high = low + through.length;
    for (const v of vertices) {
      for (const edge of [int(this.outline.previous, v), v]) {
        if (!samePlace(this.outline, leftEnd(this.outline, edge), v)) continue;
        this.enter(edge, place, low, high);
        high += 1;
      }
    }
    this.nest(low, high);
    this.settle(high);
    this.settle(low);
  }

  private firstNotBelow(v: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sideOf(int(this.edges, middle), v) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Removes the edges that end at the place; returns the ones that go on through it. */
  private takeEnding(place: number, low: number): number[] {
    const through: number[] = [];
    let end = low;
    for (; end < this.count && this.sideOf(int(this.edges, end), place) === 0; end += 1) {
      const edge = int(this.edges, end);
      if (!samePlace(this.outline, rightEnd(this.outline, edge), place)) through.push(edge);
    }
    this.edges.set(through, low);
    this.edges.copyWithin(low + through.length, end, this.count);
    this.count -= end - low - through.length;
    return through;
  }

  /** After a crossing the order may be off near it: an edge that should have left is looked for everywhere. */
  private dropLeftOver(vertices: Int32Array): void {
    if (this.meetings.length === 0) return;
    for (const v of vertices) {
      for (const edge of [int(this.outline.previous, v), v]) {
        const i = this.edges.subarray(0, this.count).indexOf(edge);
        if (i >= 0 && samePlace(this.outline, rightEnd(this.outline, edge), v)) this.remove(i);
      }
    }
  }

  private enter(edge: number, place: number, low: number, high: number): void {
    const { x, y } = this.outline;
    const end = rightEnd(this.outline, edge);
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = int(this.edges, middle);
      const otherEnd = rightEnd(this.outline, other);
      this.comparisons += 1;
      const turn = side(at(x, place), at(y, place), at(x, otherEnd), at(y, otherEnd), at(x, end), at(y, end));
      // Two parts that share a border: the one filled below comes first, so that nothing lies between them.
      if (turn > 0 || (turn === 0 && this.above(edge, this.outline.filledLeft))) from = middle + 1;
      else to = middle;
    }
    this.edges.copyWithin(from + 1, from, this.count);
    this.edges[from] = edge;
    this.count += 1;
  }

  /** A ring met for the first time lies where the edge below it says. */
  private nest(low: number, high: number): void {
    for (let i = low; i < high; i += 1) {
      const ring = int(this.outline.ringOf, int(this.edges, i));
      if (int(this.seen, ring) === 1) continue;
      this.seen[ring] = 1;
      if (i === 0) continue;
      const below = int(this.edges, i - 1);
      const other = int(this.outline.ringOf, below);
      this.parentOf[ring] = this.above(below, this.outline.discLeft) ? other : int(this.parentOf, other);
    }
  }

  /** Compares the neighbours at i; where they cross, one is reported and left out, so that the order holds for the rest. */
  private settle(i: number): void {
    while (i > 0 && i < this.count) {
      const a = int(this.edges, i - 1);
      const b = int(this.edges, i);
      if (!this.cross(a, b)) return;
      this.meetings.push({ kind: 'crossing', a, b });
      this.remove(i);
    }
  }

  private cross(a: number, b: number): boolean {
    const { next } = this.outline;
    const opposite = (edge: number, other: number): boolean => {
      const from = this.sideOf(edge, other);
      const to = this.sideOf(edge, int(next, other));
      return (from > 0 && to < 0) || (from < 0 && to > 0);
    };
    return opposite(a, b) && opposite(b, a);
  }

  private remove(i: number): void {
    this.edges.copyWithin(i, i + 1, this.count);
    this.count -= 1;
  }

  private above(edge: number, left: Int32Array): boolean {
    const forward = comesBefore(this.outline, edge, int(this.outline.next, edge));
    return (int(left, int(this.outline.ringOf, edge)) === 1) === forward;
  }

  private sideOf(edge: number, v: number): number {
    const { x, y } = this.outline;
    const a = leftEnd(this.outline, edge);
    const b = rightEnd(this.outline, edge);
    this.comparisons += 1;
    return side(at(x, a), at(y, a), at(x, b), at(y, b), at(x, v), at(y, v));
  }
}
