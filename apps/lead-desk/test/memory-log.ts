import type { TakenEvent } from '#delivery';
import type { EventLog, LogEntry } from '#event-log';
import { fromBinary } from '#people-exchange';

/** A log that only takes, and gives back what it took as #delivery would hand it over. */
export function memoryLog(): EventLog & { taken(personId: string): TakenEvent[] } {
  const entries: { topic: string; entry: LogEntry }[] = [];
  const log = {
    append: async (topic: string, appended: readonly LogEntry[]) => {
      entries.push(...appended.map((entry) => ({ topic, entry })));
    },
    taken: (personId: string) =>
      entries.map(({ topic, entry }): TakenEvent => {
        const event = fromBinary(entry);
        return { event, personId, receivedAt: new Date(event.receivedtime), topic };
      }),
  };
  // The relay appends and asks for nothing else.
  return log as unknown as EventLog & typeof log;
}
