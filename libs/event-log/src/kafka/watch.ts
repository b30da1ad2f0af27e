import type { LogIncident } from '../event-log';
import { wordsOf } from '../reading/hand-over';

/** Notices that a reader has gone quiet: kafkajs can stop for ever while the process lives on. */
export class Watch {
  private last = performance.now();
  private told = false;
  private asking = false;
  private answersSince: number | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly o: {
      readonly quietMs: number;
      /** Whether all brokers that a reader needs answer another connection of this process. */
      answers(): Promise<boolean>;
      tell(incident: LogIncident): void;
    },
  ) {
    this.timer = setInterval(() => void this.look(), o.quietMs / 4);
    this.timer.unref();
  }

  /** The reader did something. */
  sign(): void {
    this.last = performance.now();
    this.told = false;
    this.answersSince = undefined;
  }

  /** The client says itself that it gave up. */
  stopped(cause: unknown): void {
    this.end();
    this.o.tell({
      what: 'consumerStopped',
      message: `Reading has ended and cannot go on in this process: ${wordsOf(cause)}`,
      fatal: true,
      cause,
    });
  }

  end(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const { quietMs } = this.o;
    if (this.asking || this.quiet() < quietMs / 4) return;
    this.asking = true;
    const answers = await this.o.answers();
    this.asking = false;
    // Meanwhile there may have been a sign.
    if (this.quiet() < quietMs / 4) return;
    const now = performance.now();
    this.answersSince = answers ? (this.answersSince ?? now) : undefined;
    const seconds = Math.round(quietMs / 1_000);
    // Brokers that have just come back are given the whole time: a group waits for members that it still believes in.
    if (this.answersSince !== undefined && now - this.answersSince >= quietMs)
      return this.stopped(`nothing was fetched for ${seconds} s, though the brokers answer`);
    if (answers || this.told || this.quiet() < quietMs) return;
    this.told = true;
    this.o.tell({ what: 'logAway', message: `Kafka has not been reached for ${seconds} s; it is tried again`, fatal: false });
  }

  private quiet(): number {
    return performance.now() - this.last;
  }
}
