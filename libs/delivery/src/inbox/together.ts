import type { RecordBatch } from '#event-log';

interface Waiting {
  readonly batch: RecordBatch;
  readonly since: number;
  taken(): void;
  failed(error: unknown): void;
}

/** Transactions under way at once: while one waits for its targets, another has the database's attention. */
export const mostAtOnce = 3;
/** Records that are taken together; a larger batch goes alone. */
const mostTogether = 500;
/** So many are worth a transaction beside another one; fewer wait for its end, because a transaction costs much more than an event. */
const worthAnother = 100;
/** But no longer than this, in milliseconds: it may wait for a slow target. */
const patienceMs = 25;

/**
 * Takes batches of several partitions together: what arrives while others are being taken waits and goes with the next, so that
 * many small batches cost about as much as one. Batches that cannot be taken together are taken each alone.
 */
export class TakenTogether {
  private waiting: Waiting[] = [];
  private underWay = 0;
  private soon: NodeJS.Immediate | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param takeAll takes batches of one topic, at most one of each partition, or none of them */
  constructor(private readonly takeAll: (batches: readonly RecordBatch[]) => Promise<void>) {}

  /** Resolves when this very batch is taken. A partition's next must not be handed in before. */
  take(batch: RecordBatch): Promise<void> {
    return new Promise((taken, failed) => {
      this.waiting.push({ batch, since: performance.now(), taken, failed });
      this.goOnSoon();
    });
  }

  /** After this turn of the event loop, so that all partitions that are let go together come along together. */
  private goOnSoon(): void {
    this.soon ??= setImmediate(() => {
      this.soon = undefined;
      this.goOn();
    });
  }

  private goOn(): void {
    clearTimeout(this.timer);
    while (this.underWay < mostAtOnce && this.waiting.length > 0) {
      const waitMs = this.underWay === 0 ? 0 : this.worthMs();
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.goOn(), waitMs);
        return;
      }
      this.underWay += 1;
      void this.together(this.next()).finally(() => {
        this.underWay -= 1;
        this.goOnSoon();
      });
    }
  }

  /** In how many milliseconds what waits is worth a transaction of its own. */
  private worthMs(): number {
    const records = this.waiting.reduce((sum, { batch }) => sum + batch.records.length, 0);
    const [first] = this.waiting;
    return records >= worthAnother || !first ? 0 : first.since + patienceMs - performance.now();
  }

  private next(): Waiting[] {
    const [first] = this.waiting;
    let records = 0;
    const partitions = new Set<number>();
    const chosen = this.waiting.filter(({ batch }) => {
      // A partition that was lost and came back may be here twice, the earlier first.
      if (batch.topic !== first?.batch.topic || partitions.has(batch.partition)) return false;
      partitions.add(batch.partition);
      if (batch !== first.batch && records + batch.records.length > mostTogether) return false;
      records += batch.records.length;
      return true;
    });
    this.waiting = this.waiting.filter((one) => !chosen.includes(one));
    return chosen;
  }

  private async together(chosen: readonly Waiting[]): Promise<void> {
    try {
      await this.takeAll(chosen.map(({ batch }) => batch));
    } catch (error) {
      const [one] = chosen;
      if (chosen.length === 1 && one) return one.failed(error);
      for (const alone of chosen) await this.together([alone]);
      return;
    }
    for (const { taken } of chosen) taken();
  }
}
