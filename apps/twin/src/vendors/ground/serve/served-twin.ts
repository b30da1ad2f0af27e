import type { Faults } from '../faults';
import type { Basics } from '../options';
import type { SentWebhook } from '../webhooks/notification';
import type { WebhookQueue } from '../webhooks/webhook-queue';
import type { JournalCall } from './call-journal';
import type { TwinServer } from './twin-server';

/** What whoever runs a twin does with it, whichever vendor it stands for. */
export abstract class ServedTwin {
  protected abstract readonly basics: Basics;
  protected abstract readonly queue: WebhookQueue;
  protected abstract readonly server: TwinServer;

  /** @param port 0 picks a free one */
  listen(port = 0, host = '127.0.0.1'): Promise<{ url: string }> {
    return this.server.listen(port, host);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  get journal(): readonly JournalCall[] {
    return this.server.journal.all();
  }

  get webhooks(): readonly SentWebhook[] {
    return this.queue.sent();
  }

  /** Sends the webhooks that are due by the twin's clock. */
  deliverDue(): Promise<void> {
    return this.queue.deliverDue();
  }

  nextDueAt(): Date | undefined {
    return this.queue.nextDueAt();
  }

  /** Another fault plan from now on. @throws UnknownFaults, WrongShare */
  plan(faults: Faults): void {
    this.basics.faults.set(faults);
  }
}
