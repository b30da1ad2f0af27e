import type { Pool, PoolClient } from 'pg';
import { LogUnavailable } from '../errors';
import type { PartitionEnds, ReadRecord, SubscribeOptions } from '../event-log';
import { follow, untilStopped } from '../reading/follow';
import { rest } from '../reading/hand-over';
import type { Wakes } from '../reading/wakes';
import { nextRecords } from './reading';

const lockNames = 7;
const standByMs = 500;

/**
 * Reads one topic for a group, as the only one of all processes: who reads holds a lock of its connection, and reads over
 * that very connection. When the process or its connection dies the lock is free, and the next takes over from the position.
 */
export class GroupReader {
  constructor(
    private readonly o: { pool: Pool; wakes: Wakes; topic: string; subscriber: SubscribeOptions; ends(): Promise<PartitionEnds> },
  ) {}

  run(signal: AbortSignal): Promise<void> {
    const place = { topic: this.o.topic, partition: 0 };
    return untilStopped(place, this.o.subscriber, signal, () => this.hold(signal));
  }

  private async hold(signal: AbortSignal): Promise<void> {
    const client = await this.o.pool.connect().catch((cause: unknown) => {
      throw new LogUnavailable('The database of the log does not answer', cause);
    });
    let broken = false;
    // Without a listener a connection that breaks between two queries would end the process.
    const onError = (): void => void (broken = true);
    client.on('error', onError);
    const lock = `${this.o.subscriber.group} ${this.o.topic}`;
    try {
      const asked = await client.query('select pg_try_advisory_lock(hashtextextended($1, $2)) as held', [lock, lockNames]);
      if (asked.rows[0]?.held !== true) return await rest(standByMs, signal);
      await this.follow(client, signal);
      await client.query('select pg_advisory_unlock(hashtextextended($1, $2))', [lock, lockNames]);
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      client.off('error', onError);
      // A connection that may still hold the lock is closed, which frees it.
      client.release(broken);
    }
  }

  private follow(client: PoolClient, signal: AbortSignal): Promise<void> {
    const { topic, wakes, subscriber } = this.o;
    let seen = wakes.round(topic);
    let since: Date | undefined;
    const source = {
      fetch: async (next: bigint): Promise<readonly ReadRecord[]> => {
        seen = wakes.round(topic);
        const records = await nextRecords(client, topic, next, since);
        since = records.at(-1)?.appendedAt ?? since;
        return records;
      },
      ends: this.o.ends,
      // Polling is the truth; the pauses grow to a quarter of a second, and an append of this process cuts them short.
      wait: (idle: number): Promise<void> => wakes.wait(topic, seen, Math.min(250, 10 * 2 ** Math.min(idle, 5)), signal),
    };
    return follow({ topic, partition: 0 }, source, subscriber, signal);
  }
}
