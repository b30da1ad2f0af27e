/** Hands items from one who makes them to one who takes them; at most one waits, so that neither runs ahead. */
export class HandOff<T> {
  private item: T | undefined;
  private ended = false;
  private failure: { readonly cause: unknown } | undefined;
  private wakeTaker = Promise.withResolvers<void>();
  private wakeMaker = Promise.withResolvers<void>();

  /** Resolves when there is room for the next; false when nobody takes any more. */
  async put(item: T): Promise<boolean> {
    while (this.item !== undefined && !this.ended) await this.wakeMaker.promise;
    if (this.ended) return false;
    this.item = item;
    this.wakeTaker.resolve();
    return true;
  }

  /** The next item; `end` after the last, `nothing` when none came in time. @throws what `fail` was given */
  async take(ms: number): Promise<T | 'end' | 'nothing'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => void (timer = setTimeout(resolve, ms)));
    if (this.item === undefined && !this.ended) await Promise.race([this.wakeTaker.promise, late]);
    clearTimeout(timer);
    if (this.failure) throw this.failure.cause;
    const { item } = this;
    if (item === undefined) return this.ended ? 'end' : 'nothing';
    this.item = undefined;
    this.wakeTaker = Promise.withResolvers();
    this.wakeMaker.resolve();
    this.wakeMaker = Promise.withResolvers();
    return item;
  }

  /** No more is put; what waits is still taken. */
  end(): void {
    this.ended = true;
    this.wakeTaker.resolve();
    this.wakeMaker.resolve();
  }

  fail(cause: unknown): void {
    this.failure = { cause };
    this.end();
  }
}
