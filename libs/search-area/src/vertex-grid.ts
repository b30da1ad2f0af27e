import { side } from './exact';
import type { Outline } from './outline';
import { at } from './ring';

/** Vertices sorted into square cells, to ask whether a triangle is empty without looking at all of them. */
export class VertexGrid {
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
    for (const cell of cellOf) this.starts[cell + 1] = at(this.starts, cell + 1) + 1;
    for (let cell = 1; cell < this.starts.length; cell += 1) this.starts[cell] = at(this.starts, cell) + at(this.starts, cell - 1);
    const filled = this.starts.slice();
    cellOf.forEach((cell, v) => {
      this.vertices[at(filled, cell)] = v;
      filled[cell] = at(filled, cell) + 1;
    });
  }

  /** Whether no living vertex lies in or on the triangle, but its own corners and what shares a place with `a` or `c`. */
  emptyTriangle(a: number, b: number, c: number, alive: Uint8Array): boolean {
    const { y } = this.outline;
    const corners = [a, b, c];
    const low = this.row(Math.min(...corners.map((v) => at(y, v))));
    const high = this.row(Math.max(...corners.map((v) => at(y, v))));
    for (let row = low; row <= high; row += 1) {
      const [from, to] = this.across(row, corners);
      for (let i = at(this.starts, row * this.columns + from), end = at(this.starts, row * this.columns + to + 1); i < end; i += 1) {
        const v = at(this.vertices, i);
        if (at(alive, v) === 1 && v !== a && v !== b && v !== c && this.blocks(v, a, b, c)) return false;
      }
    }
    return true;
  }

  /** The columns that the triangle covers in one row. */
  private across(row: number, corners: readonly number[]): [number, number] {
    const { x, y } = this.outline;
    const bottom = this.south + row * this.size;
    const top = bottom + this.size;
    let from = Infinity;
    let to = -Infinity;
    corners.forEach((p, i) => {
      const q = corners[(i + 1) % 3] ?? p;
      const [px, py, dx, dy] = [at(x, p), at(y, p), at(x, q) - at(x, p), at(y, q) - at(y, p)];
      const enter = dy === 0 ? 0 : Math.min(1, Math.max(0, ((dy > 0 ? bottom : top) - py) / dy));
      const leave = dy === 0 ? 1 : Math.min(1, Math.max(0, ((dy > 0 ? top : bottom) - py) / dy));
      // An edge that misses the row adds its nearer end: a little wide, never too narrow.
      from = Math.min(from, px + dx * enter, px + dx * leave);
      to = Math.max(to, px + dx * enter, px + dx * leave);
    });
    return [this.column(from - 1), this.column(to + 1)];
  }

  private blocks(v: number, a: number, b: number, c: number): boolean {
    const { x, y } = this.outline;
    const samePlace = (corner: number): boolean => at(x, corner) === at(x, v) && at(y, corner) === at(y, v);
    if (samePlace(a) || samePlace(c)) return false;
    const turn = (p: number, q: number): number => side(at(x, p), at(y, p), at(x, q), at(y, q), at(x, v), at(y, v));
    const [ab, bc, ca] = [turn(a, b), turn(b, c), turn(c, a)];
    return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
  }

  private column(px: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((px - this.west) / this.size)));
  }

  private row(py: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((py - this.south) / this.size)));
  }
}
