import { setTimeout as pause } from 'node:timers/promises';
import type { LogEntry, LogRecord, PersonKey, ReadRecord } from '../event-log';
import { whyMalformed } from '../reading/readable';
import { Wakes } from '../reading/wakes';

/** What several logs in memory have in common, as processes have a broker. */
export class MemoryLogStore {
  readonly wakes = new Wakes();
  private readonly topics = new Map<string, ReadRecord[]>();
  private readonly readers = new Set<string>();

  add(topic: string, entries: readonly LogEntry[], appendedAt: Date): void {
    const records = this.topics.get(topic) ?? [];
    this.topics.set(topic, records);
    for (const entry of entries) {
      const place = { topic, partition: 0, position: String(records.length), appendedAt };
      const malformed = whyMalformed((name) => name in entry.attributes);
      records.push(
        malformed === undefined ? { ...entry, ...place } : { ...place, key: entry.key, raw: Buffer.from(JSON.stringify(entry)), malformed },
      );
    }
    this.wakes.wake(topic);
  }

  records(topic: string): readonly ReadRecord[] {
    return this.topics.get(topic) ?? [];
  }

  /** Resolves when no other reader has this place (or the wait is over); the answer gives it up. */
  async join(place: string, signal: AbortSignal): Promise<() => void> {
    // A stop while waiting is no failure; the caller looks at the signal.
    while (this.readers.has(place) && !signal.aborted) await pause(20, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return () => undefined;
    this.readers.add(place);
    return () => void this.readers.delete(place);
  }

  /** As if every process that reads had died: their places are free. */
  loseReaders(): void {
    this.readers.clear();
  }

  erase(person: PersonKey): number {
    let erased = 0;
    for (const records of this.topics.values()) {
      records.forEach((record, index) => {
        if (record.malformed !== undefined || !saidOf(record, person)) return;
        records[index] = { ...record, data: '{"erased":true}' };
        erased += 1;
      });
    }
    return erased;
  }
}

const saidOf = ({ attributes, data }: LogRecord, person: PersonKey): boolean =>
  attributes.agency === person.agency &&
  attributes.origin === person.origin &&
  attributes.subject === person.subject &&
  attributes.type !== 'person.erased' &&
  data !== '{"erased":true}';
