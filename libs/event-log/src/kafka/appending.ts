import type { PartitionerArgs, Producer } from 'kafkajs';
import { checkEntry, sizeOf } from '../entry-check';
import { AppendUnknown, EntryTooLarge, LogUnavailable } from '../errors';
import type { LogEntry } from '../event-log';
import { goodbye } from './goodbye';
import { type KafkaConnection, kafkajsClient, retry } from './kafkajs-client';
import { partitionOf } from './partition-of';
import { sendSharesThroughKafkajs, Share, sharesOf } from './share';
import type { Sockets } from './sockets';
import { typeOf, whyAway } from './why-away';

/** Below what a broker takes as one batch unless told, whichever partition all of it goes to. */
const mostSendBytes = 1_000_000;

/**
 * Sends, one at a time per topic. kafkajs's idempotence loses acknowledged records, several sends in flight change their order;
 * without the one and the other it does neither, and a lost answer doubles a batch, which readers know by the event's id.
 */
export class KafkaAppender {
  private readonly producer: Producer;
  private readonly sockets: Sockets;
  private readonly tails = new Map<string, Promise<void>>();
  /** Of each topic, as the brokers last said. */
  private readonly partitions = new Map<string, number>();

  constructor(connection: KafkaConnection) {
    sendSharesThroughKafkajs();
    const { kafka, sockets } = kafkajsClient(connection);
    this.sockets = sockets;
    this.producer = kafka.producer({
      idempotent: false,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => (asked) => this.choosePartition(asked),
      retry,
    });
  }

  /** Durable (acks: all) before it resolves. @throws AppendUnknown, LogUnavailable, EntryTooLarge, EntryUnwritable */
  async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    let bytes = 0;
    for (const entry of entries) bytes += checkEntry(entry);
    const before = this.tails.get(topic) ?? Promise.resolve();
    const parts = bytes > mostSendBytes ? [...partsOf(entries)] : [entries];
    const sending = before.then(() => this.appendNow(topic, entries.length, parts));
    // Whatever became of it, the next waits for it; its own caller is told.
    const over = sending.catch(() => undefined);
    this.tails.set(topic, over);
    return sending;
  }

  async close(): Promise<void> {
    await Promise.all(this.tails.values());
    await goodbye(() => this.producer.disconnect(), this.sockets);
  }

  /** kafkajs asks for each message, and tells how many partitions there are. */
  private choosePartition({ topic, partitionMetadata, message }: PartitionerArgs): number {
    this.partitions.set(topic, partitionMetadata.length);
    if (message.partition !== undefined) return message.partition;
    const [entry] = message instanceof Share ? message.entries : [];
    return partitionOf(entry?.key ?? '', partitionMetadata.length);
  }

  private async appendNow(topic: string, entries: number, parts: readonly (readonly LogEntry[])[]): Promise<void> {
    const produced = this.sockets.produced;
    try {
      await this.producer.connect();
      for (const part of parts) await this.send(topic, part);
    } catch (cause) {
      if (cause instanceof EntryTooLarge) throw cause;
      if (this.sockets.produced === produced) throw new LogUnavailable(whyAway(topic, cause), cause);
      throw new AppendUnknown({ topic, entries }, cause);
    }
  }

  private async send(topic: string, entries: readonly LogEntry[]): Promise<void> {
    const messages = [...sharesOf(entries, this.partitions.get(topic))];
    try {
      await this.producer.send({ topic, messages, acks: -1, timeout: 6_000 });
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const [first] = entries;
      if (entries.length === 1 && first) throw new EntryTooLarge({ bytes: sizeOf(first), most: sizeOf(first) - 1 });
      // This broker takes less at once than usual; in two halves the order stays.
      const half = Math.ceil(entries.length / 2);
      await this.send(topic, entries.slice(0, half));
      await this.send(topic, entries.slice(half));
    }
  }
}

function* partsOf(entries: readonly LogEntry[]): Generator<readonly LogEntry[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, entry] of entries.entries()) {
    const size = sizeOf(entry);
    if (bytes > 0 && bytes + size > mostSendBytes) {
      yield entries.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < entries.length) yield entries.slice(start);
}

function isTooLarge(error: unknown): boolean {
  const type = typeOf(error);
  return type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE';
}
