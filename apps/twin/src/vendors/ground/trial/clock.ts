/** A clock that moves only when it is told to. */
export class VirtualClock {
  private at: number;

  constructor(start = '2026-11-02T09:00:00.000Z') {
    this.at = Date.parse(start);
  }

  readonly now = (): Date => new Date(this.at);

  forward(ms: number): void {
    this.at += ms;
  }

  /** To a time that is not before the present one. */
  to(time: Date): void {
    this.at = Math.max(this.at, time.getTime());
  }
}
