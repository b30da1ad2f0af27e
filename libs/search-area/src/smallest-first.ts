/** A queue that hands out the item with the smallest weight; weighing an item again replaces its place in the queue. */
export class SmallestFirst {
  private readonly heap: { item: number; weight: number; turn: number }[] = [];
  private readonly turns = new Map<number, number>();

  push(item: number, weight: number): void {
    const turn = (this.turns.get(item) ?? 0) + 1;
    this.turns.set(item, turn);
    let i = this.heap.push({ item, weight, turn }) - 1;
    while (i > 0 && this.weight(i) < this.weight((i - 1) >> 1)) {
      this.swap(i, (i - 1) >> 1);
      i = (i - 1) >> 1;
    }
  }

  pop(): { item: number; weight: number } | undefined {
    for (;;) {
      const top = this.takeTop();
      if (!top || this.turns.get(top.item) === top.turn) return top;
    }
  }

  private takeTop(): { item: number; weight: number; turn: number } | undefined {
    const [top] = this.heap;
    const last = this.heap.pop();
    if (!top || !last || this.heap.length === 0) return top;
    this.heap[0] = last;
    for (let i = 0; ;) {
      const left = 2 * i + 1;
      const lesser = this.weight(left + 1) < this.weight(left) ? left + 1 : left;
      if (this.weight(lesser) >= this.weight(i)) return top;
      this.swap(i, lesser);
      i = lesser;
    }
  }

  private weight(i: number): number {
    return this.heap[i]?.weight ?? Infinity;
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (!a || !b) return;
    this.heap[i] = b;
    this.heap[j] = a;
  }
}
