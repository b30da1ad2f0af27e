import type { Place } from '../reading/follow';

type Commit = (positions: readonly (Place & { offset: string })[]) => Promise<void>;

/**
 * Tells Kafka now and then how far a group is, for lag tools: all partitions jointly, and nobody waits for it. An awaited commit
 * would hold up each batch by 6 ms. What counts is the position in the reader's own tables.
 */
export class LazyCommits {
  private readonly due = new Map<string, Place & { offset: string }>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly commit: Commit,
    private readonly onFailure: (cause: unknown) => void,
    private readonly everyMs = 500,
  ) {}

  note(place: Place, next: bigint): void {
    this.due.set(`${place.topic} ${place.partition}`, { ...place, offset: next.toString() });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, this.everyMs);
  }

  /** What belonged to an assignment that is over. */
  forget(): void {
    this.due.clear();
  }

  /** Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
    if (this.due.size === 0) return;
    const positions = [...this.due.values()];
    this.due.clear();
    this.running = this.commit(positions).catch(this.onFailure);
    await this.running;
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.due.clear();
  }
}
