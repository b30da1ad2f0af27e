import { at, int } from './ring';

/** Items 0…size−1 by weight, the smallest first. Setting a weight again moves the item. */
export class SmallestFirst {
  private readonly heap: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly weights: Float64Array;
  private count = 0;

  constructor(size: number) {
    this.heap = new Int32Array(size);
    this.placeOf = new Int32Array(size).fill(-1);
    this.weights = new Float64Array(size);
  }

  set(item: number, weight: number): void {
    if (int(this.placeOf, item) < 0) this.put(this.count++, item);
    this.weights[item] = weight;
    this.settle(int(this.placeOf, item));
  }

  /** The item with the smallest weight, which leaves the queue. */
  take(): { item: number; weight: number } | undefined {
    if (this.count === 0) return undefined;
    const item = int(this.heap, 0);
    this.placeOf[item] = -1;
    this.count -= 1;
    if (this.count > 0) {
      this.put(0, int(this.heap, this.count));
      this.settle(0);
    }
    return { item, weight: at(this.weights, item) };
  }

  private settle(from: number): void {
    const item = int(this.heap, from);
    let i = from;
    while (i > 0 && at(this.weights, item) < this.weightAt((i - 1) >> 1)) {
      this.put(i, int(this.heap, (i - 1) >> 1));
      i = (i - 1) >> 1;
    }
    for (;;) {
      const left = 2 * i + 1;
      const lesser = left + 1 < this.count && this.weightAt(left + 1) < this.weightAt(left) ? left + 1 : left;
      if (lesser >= this.count || this.weightAt(lesser) >= at(this.weights, item)) break;
      this.put(i, int(this.heap, lesser));
      i = lesser;
    }
    this.put(i, item);
  }

  private put(place: number, item: number): void {
    this.heap[place] = item;
    this.placeOf[item] = place;
  }

  private weightAt(place: number): number {
    return at(this.weights, int(this.heap, place));
  }
}
