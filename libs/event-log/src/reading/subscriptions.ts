import type { Subscription } from '../event-log';

/** The subscriptions of one log that are not stopped yet. */
export class Subscriptions {
  private readonly running = new Set<Subscription>();

  /** `read` runs once per topic until its signal, all at once. */
  begin(topics: readonly string[], read: (topic: string, signal: AbortSignal) => Promise<void>): Subscription {
    const stopping = new AbortController();
    const readers = topics.map((topic) => read(topic, stopping.signal));
    const subscription = {
      stop: async (): Promise<void> => {
        stopping.abort();
        await Promise.all(readers);
        this.running.delete(subscription);
      },
    };
    this.running.add(subscription);
    return subscription;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((subscription) => subscription.stop()));
  }
}
