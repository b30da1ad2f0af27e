import { Clock } from '#runtime';

/** A clock that goes on only when told. */
export class FixedClock extends Clock {
  private at: number;

  constructor(time: string) {
    super();
    this.at = Date.parse(time);
  }

  now(): Date {
    return new Date(this.at);
  }

  goOn(ms: number): void {
    this.at += ms;
  }
}
