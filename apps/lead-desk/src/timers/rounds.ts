/** Does something again and again while the process runs, so long after it was done the last time; a stop waits for what is being done. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private over = false;

  /** @param round does its own telling of failures: one that throws ends nothing */
  constructor(private readonly round: () => Promise<void>) {}

  get stopped(): boolean {
    return this.over;
  }

  /** @param everyMs milliseconds between rounds; undefined leaves them to another process */
  start(everyMs: number | undefined): void {
    if (everyMs === undefined) return;
    this.timer = setTimeout(() => {
      this.working = this.round().finally(() => {
        if (!this.over) this.start(everyMs);
      });
    }, everyMs);
  }

  async stop(): Promise<void> {
    this.over = true;
    clearTimeout(this.timer);
    await this.working;
  }
}
