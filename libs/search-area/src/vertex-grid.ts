import { side } from './exact';
import type { Outline } from './outline';
import { at, int } from './ring';

/** Vertices sorted into square cells, to ask whether a triangle is empty without looking at all of them. */
export class VertexGrid {
  /** Vertices and rows looked at so far: the cost, for a caller with a limit. */
  looked = 0;
  private readonly west: number;
  private readonly south: number;
  private readonly size: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly starts: Int32Array;
  private readonly vertices: Int32Array;

  constructor(private readonly outline: Outline) {
    const { x, y } = outline;
    this.west = x.reduce((a, b) => Math.min(a, b), Infinity);
    this.south = y.reduce((a, b) => Math.min(a, b), Infinity);
    const width = x.reduce((a, b) => Math.max(a, b), -Infinity) - this.west;
    const height = y.reduce((a, b) => Math.max(a, b), -Infinity) - this.south;
    // About two vertices a cell; one long thin area must not make a million columns either.
    this.size = Math.max(Math.sqrt((width * height * 2) / x.length), (width + height) / x.length, 1);
    this.columns = Math.floor(width / this.size) + 1;
    this.rows = Math.floor(height / this.size) + 1;
    this.starts = new Int32Array(this.columns * this.rows + 1);
    this.vertices = new Int32Array(x.length);
    const cellOf = Int32Array.from(x, (px, v) => this.row(at(y, v)) * this.columns + this.column(px));
    for (const cell of cellOf) this.starts[cell + 1] = int(this.starts, cell + 1) + 1;
    for (let cell = 1; cell < this.starts.length; cell += 1) this.starts[cell] = int(this.starts, cell) + int(this.starts, cell - 1);
    const filled = this.starts.slice();
    cellOf.forEach((cell, v) => {
      this.vertices[int(filled, cell)] = v;
      filled[cell] = int(filled, cell) + 1;
    });
  }

  /** Whether no living vertex lies in or on the triangle, but its own corners and what shares a place with `a` or `c`. */
  emptyTriangle(a: number, b: number, c: number, alive: Int32Array): boolean {
    const { y } = this.outline;
    const low = this.row(Math.min(at(y, a), at(y, b), at(y, c)));
    const high = this.row(Math.max(at(y, a), at(y, b), at(y, c)));
    for (let row = low; row <= high; row += 1) {
      const bottom = this.south + row * this.size;
      // A step more on both sides: a little wide, never too narrow.
      const from = this.column(Math.min(this.reach(a, b, bottom, -1), this.reach(b, c, bottom, -1), this.reach(c, a, bottom, -1)) - 1);
      const to = this.column(-Math.min(this.reach(a, b, bottom, 1), this.reach(b, c, bottom, 1), this.reach(c, a, bottom, 1)) + 1);
      const end = int(this.starts, row * this.columns + to + 1);
      this.looked += 1;
      for (let i = int(this.starts, row * this.columns + from); i < end; i += 1) {
        const v = int(this.vertices, i);
        this.looked += 1;
        if (int(alive, v) === 1 && v !== a && v !== b && v !== c && this.blocks(v, a, b, c)) return false;
      }
    }
    return true;
  }

  /** How far west (towards −1) or east (towards 1, sign turned) an edge comes inside a row; one that misses the row adds its nearer end. */
  private reach(p: number, q: number, bottom: number, towards: number): number {
    const { x, y } = this.outline;
    const rise = at(y, q) - at(y, p);
    const run = at(x, q) - at(x, p);
    const share = (level: number): number => Math.min(1, Math.max(0, (level - at(y, p)) / rise));
    const first = rise === 0 ? 0 : share(bottom);
    const last = rise === 0 ? 1 : share(bottom + this.size);
    return Math.min(-towards * (at(x, p) + run * first), -towards * (at(x, p) + run * last));
  }

  private blocks(v: number, a: number, b: number, c: number): boolean {
    if (this.samePlace(a, v) || this.samePlace(c, v)) return false;
    const ab = this.turn(a, b, v);
    const bc = this.turn(b, c, v);
    if ((ab > 0 && bc < 0) || (ab < 0 && bc > 0)) return false;
    const ca = this.turn(c, a, v);
    return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
  }

  private samePlace(p: number, q: number): boolean {
    return at(this.outline.x, p) === at(this.outline.x, q) && at(this.outline.y, p) === at(this.outline.y, q);
  }

  private turn(p: number, q: number, v: number): number {
    const { x, y } = this.outline;
    return side(at(x, p), at(y, p), at(x, q), at(y, q), at(x, v), at(y, v));
  }

  private column(px: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((px - this.west) / this.size)));
  }

  private row(py: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((py - this.south) / this.size)));
  }
}
