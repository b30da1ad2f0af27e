/** Of one partition. */
const few = 16;
const apartMs = 10;

/**
 * Keeps fetches of few messages apart. Each fetch costs the broker and this process half a millisecond of a core and more, and kafkajs
 * asks for the next as soon as one is handled: where events trickle in, one for every append. What a fetch brought is handed over before
 * the wait, so that only what comes next waits, and a partition that brings many never does.
 */
export class FetchPace {
  private fetchedAt = -Infinity;

  /** A fetch was answered. */
  fetched(): void {
    this.fetchedAt = performance.now();
  }

  /** Resolves when the next fetch may begin, after one that brought so many messages of a partition. */
  async next(messages: number): Promise<void> {
    const waitMs = this.fetchedAt + apartMs - performance.now();
    if (messages < few && waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
