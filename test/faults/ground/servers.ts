import { KafkaUnderFault } from './kafka-under-fault';
import { PostgresUnderFault } from './postgres-under-fault';
import type { Ground, LogKind } from './run';

type Stood = Pick<Ground, 'postgres' | 'kafka'>;

/** The servers of one log. Faults share them one after the other, each with a database, topics and groups of its own. */
export class Servers {
  private standing: Stood | undefined;
  // Neither the servers' pipes nor a client that waits for a broker keep a process from ending.
  private readonly awake = setInterval(() => undefined, 60_000);

  constructor(private readonly log: LogKind) {}

  /** What the next fault stands on. */
  async ready(): Promise<Stood> {
    try {
      await this.standing?.kafka?.empty();
    } catch {
      await this.discard(); // It cannot be made as new, so another has to be.
    }
    this.standing ??= await this.start();
    return this.standing;
  }

  /** After a fault that was not survived nobody knows what it left behind. */
  async discard(): Promise<void> {
    const left = this.standing;
    this.standing = undefined;
    await left?.kafka?.close();
    await left?.postgres.close();
  }

  async close(): Promise<void> {
    await this.discard();
    clearInterval(this.awake);
  }

  private async start(): Promise<Stood> {
    const postgres = await PostgresUnderFault.start();
    try {
      return { postgres, kafka: this.log === 'kafka' ? await KafkaUnderFault.start() : undefined };
    } catch (error) {
      await postgres.close();
      throw error;
    }
  }
}
