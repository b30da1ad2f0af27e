import { setTimeout as pause } from 'node:timers/promises';
import type { OutboxRelay } from './outbox';

const pollMs = 500;

/** Appends what the desk says as long as the process runs; what is under way when it stops is finished. */
export class RelayLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly relay: OutboxRelay,
    private readonly onTrouble: (message: string) => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const said = await this.relay.relay().catch((error: unknown) => {
        this.onTrouble(`What the lead desk says waits for a moment: ${error instanceof Error ? error.message : String(error)}`);
        return 0;
      });
      // A stop cuts the pause short, which is no failure.
      if (said === 0) await pause(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
