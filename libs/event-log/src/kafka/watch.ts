import type { LogIncident } from '../event-log';
import { wordsOf } from '../reading/hand-over';

/** Notices that a reader has gone quiet: kafkajs can stop for ever while the process lives on. */
export class Watch {
  private last = performance.now();
  private told = false;
  private asking = false;
  private answered = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly o: {
      readonly quietMs: number;
      /** Whether the brokers answer another connection of this process. */
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
    this.answered = 0;
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
    if (this.asking || performance.now() - this.last < this.o.quietMs) return;
    this.asking = true;
    const answers = await this.o.answers();
    this.asking = false;
    if (performance.now() - this.last < this.o.quietMs) return;
    const seconds = Math.round(this.o.quietMs / 1_000);
    this.answered = answers ? this.answered + 1 : 0;
    // Brokers that have just come back are given a moment to be found again.
    if (this.answered > 1) return this.stopped(`nothing was fetched for ${seconds} s, though the brokers answer`);
    if (answers || this.told) return;
    this.told = true;
    this.o.tell({ what: 'logAway', message: `Kafka has not been reached for ${seconds} s; it is tried again`, fatal: false });
  }
}
