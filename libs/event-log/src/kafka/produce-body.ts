import type { LogEntry } from '../event-log';
import { ByteWriter } from './byte-writer';
import { crc32c } from './crc32c';
import { headerOf } from './record';

export interface PartitionEntries {
  readonly partition: number;
  readonly entries: readonly LogEntry[];
}

export interface ProduceRequest {
  readonly acks: number;
  /** Milliseconds the broker may take. */
  readonly timeout: number;
  readonly topics: readonly { readonly topic: string; readonly partitions: readonly PartitionEntries[] }[];
  /** Milliseconds since 1970, of all records. */
  readonly now: number;
}

const magic = 2;
const headers = new Map<string, Uint8Array>();

/**
 * The body of a produce request, versions 3 to 7. The bytes are those that kafkajs writes, without what it costs there: an object
 * and a buffer of its own for each header of each record, and all of it copied once per layer.
 */
export function produceBody({ acks, timeout, topics, now }: ProduceRequest): Buffer {
  const writer = new ByteWriter(256 + roomOf(topics));
  // No transaction.
  writer.int16(-1);
  writer.int16(acks);
  writer.int32(timeout);
  writer.int32(topics.length);
  for (const { topic, partitions } of topics) {
    writer.string(topic);
    writer.int32(partitions.length);
    for (const { partition, entries } of partitions) {
      writer.int32(partition);
      writeBatch(writer, entries, now);
    }
  }
  return writer.written;
}

/** As much as usual events take; more where they are larger. */
function roomOf(topics: ProduceRequest['topics']): number {
  let entries = 0;
  for (const { partitions } of topics) for (const partition of partitions) entries += partition.entries.length;
  return entries * 1_100;
}

function writeBatch(writer: ByteWriter, entries: readonly LogEntry[], now: number): void {
  const start = writer.length;
  writer.int32(0); // Bytes of all that follows, put in at the end.
  writer.int64(0);
  writer.int32(0); // Bytes of what follows this one.
  writer.int32(0);
  writer.int8(magic);
  writer.int32(0); // The sum of what follows.
  const summed = writer.length;
  writer.int16(0);
  writer.int32(entries.length - 1);
  writer.int64(now);
  writer.int64(now);
  writer.int64(-1);
  writer.int16(0);
  writer.int32(0);
  writer.int32(entries.length);
  entries.forEach((entry, index) => writeRecord(writer, entry, index));
  const end = writer.length;
  writer.uint32At(start, end - start - 4);
  writer.uint32At(start + 12, end - start - 16);
  writer.uint32At(summed - 4, crc32c(writer.written, summed, end));
}

function writeRecord(writer: ByteWriter, { key, attributes, data }: LogEntry, index: number): void {
  const start = writer.begin();
  writer.int8(0);
  writer.varint(0); // Milliseconds since the batch's own time.
  writer.varint(index);
  writer.text(key);
  writer.text(data);
  let count = 0;
  for (const _ in attributes) count += 1;
  writer.varint(count);
  for (const name in attributes) {
    writer.raw(headerBytesOf(name));
    writer.text(attributes[name] ?? '');
  }
  writer.end(start);
}

/** A header's name as it is written, its length before it. */
function headerBytesOf(attribute: string): Uint8Array {
  const known = headers.get(attribute);
  if (known !== undefined) return known;
  const writer = new ByteWriter(64);
  writer.text(headerOf(attribute));
  // Names come from senders, and are kept for the common ones alone.
  if (headers.size < 200) headers.set(attribute, writer.written);
  return writer.written;
}
