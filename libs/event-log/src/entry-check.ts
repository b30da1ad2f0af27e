import { EntryTooLarge, EntryUnwritable } from './errors';
import type { LogEntry } from './event-log';

/** Eight times what the gateway takes as one event, and below what a broker takes as one record unless told. */
export const mostEntryBytes = 900_000;

/** What an entry takes on the wire, in bytes; attributes are counted with the few bytes of framing each has. */
export function sizeOf(entry: LogEntry): number {
  let bytes = Buffer.byteLength(entry.data) + entry.key.length + 64;
  for (const name in entry.attributes) bytes += name.length + (entry.attributes[name] ?? '').length + 8;
  return bytes;
}

/**
 * Refuses what no log can hold, before anything of its batch is sent. Answers the size in bytes.
 * @throws EntryTooLarge, EntryUnwritable
 */
export function checkEntry(entry: LogEntry, most: number = mostEntryBytes): number {
  const bytes = sizeOf(entry);
  if (bytes > most) throw new EntryTooLarge({ bytes, most });
  // PostgreSQL holds no such character in text; JSON text never has one bare.
  if (entry.data.includes('\0') || entry.key.includes('\0')) throw new EntryUnwritable({ key: entry.key, why: 'it holds a NUL' });
  return bytes;
}
