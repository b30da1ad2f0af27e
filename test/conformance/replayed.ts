import type { EventLog, ReadFrom, ReadRecord } from '#event-log';

/** Everything a replay hands over. */
export async function replayed(log: EventLog, topic: string, from: ReadFrom = { positions: {} }): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  for await (const batch of log.read(topic, from)) records.push(...batch.records);
  return records;
}
