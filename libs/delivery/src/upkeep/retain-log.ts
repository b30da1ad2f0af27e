import type { EventLog } from '#event-log';
import type { DataSource } from 'typeorm';

/** A log whose days are dropped from here; one with a retention of its own has no `retain`. */
export type RetainedLog = Pick<EventLog, 'read' | 'erase'> & { retain?(before: Date): Promise<number> };

interface Position {
  readonly reader: string;
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
}

/** Drops days of the log older than the retention, but never what some reader has not read: that is said loudly instead. */
export async function retainLog(db: DataSource, log: RetainedLog, before: Date, onTrouble: (message: string) => void): Promise<void> {
  if (!log.retain) return;
  const positions: Position[] = await db.query('select reader, topic, partition, next::text from exchange.positions order by 1, 2, 3');
  let until = before;
  for (const position of positions) {
    const unread = await firstUnread(log, position);
    if (unread === undefined || unread >= before) continue;
    onTrouble(
      `The log keeps more than its retention: ${position.reader} has not read ${position.topic} (partition ${position.partition}) beyond ${unread.toISOString()}`,
    );
    if (unread < until) until = unread;
  }
  await log.retain(until);
}

async function firstUnread(log: RetainedLog, { topic, partition, next }: Position): Promise<Date | undefined> {
  for await (const batch of log.read(topic, { positions: { [partition]: next } })) {
    if (batch.partition === partition) return batch.records[0]?.appendedAt;
  }
  return undefined;
}
