import { createRequire } from 'node:module';
import type { Message } from 'kafkajs';
import type { LogEntry } from '../event-log';
import { partitionOf } from './partition-of';
import { produceBody } from './produce-body';

/** What goes to one partition, as one message to kafkajs: what it does per message it then does once. */
export class Share implements Message {
  /** What kafkajs looks for in a message; the entries are written in its place. */
  readonly value = '';

  constructor(
    readonly partition: number | undefined,
    readonly entries: readonly LogEntry[],
  ) {}
}

/** Deals entries out to partitions, each in their order. Where the number of partitions is not known yet, each is a share of its own. */
export function sharesOf(entries: readonly LogEntry[], partitions: number | undefined): readonly Share[] {
  if (partitions === undefined) return entries.map((entry) => new Share(undefined, [entry]));
  const dealt = new Map<number, LogEntry[]>();
  for (const entry of entries) {
    const partition = partitionOf(entry.key, partitions);
    const share = dealt.get(partition);
    if (share === undefined) dealt.set(partition, [entry]);
    else share.push(entry);
  }
  return [...dealt].map(([partition, share]) => new Share(partition, share));
}

interface Produce {
  readonly acks: number;
  readonly timeout: number;
  readonly topicData: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly messages: readonly Message[] }[];
  }[];
}

interface Made {
  readonly request: { readonly apiVersion: number; encode(): Promise<unknown> };
}

interface Broker {
  lookupRequest(key: number, definition: unknown): (o: Produce) => Made;
  produce(o: Produce): Promise<unknown>;
}

/** Going on would write records without what is in them. */
class CannotSendShares extends Error {
  readonly code = 'cannotSendShares';
  readonly retriable = false;

  constructor(readonly why: string) {
    super(`Events cannot be sent: ${why}`);
    this.name = 'CannotSendShares';
  }
}

/** From here on a record batch is written as `produceBody` writes it. */
const oldestVersion = 3;

/** Lets kafkajs 2.2.4 send shares: it looks up leaders, sends, waits and tries again as ever, and the bytes of the request are ours. */
export function sendSharesThroughKafkajs(): void {
  // kafkajs has no types for its inside; what is touched is looked at first.
  const { prototype } = createRequire(__filename)('kafkajs/src/broker') as { readonly prototype: Broker };
  const { produce } = prototype;
  if (typeof produce !== 'function') throw new CannotSendShares('this kafkajs produces in another way');
  if (produce.name === 'produceShares') return;
  prototype.produce = function produceShares(this: Broker, o: Produce): Promise<unknown> {
    const topics = topicsOf(o);
    if (topics === undefined) return produce.call(this, o);
    const lookupRequest: Broker['lookupRequest'] = (key, definition) => (asked) => {
      const made = this.lookupRequest(key, definition)(asked);
      if (made.request.apiVersion < oldestVersion) throw new CannotSendShares('this broker is too old for records with headers');
      const body = produceBody({ acks: o.acks, timeout: o.timeout, topics, now: Date.now() });
      // To kafkajs, what was written into one of its own encoders.
      return { ...made, request: { ...made.request, encode: () => Promise.resolve({ buf: body, buffer: body }) } };
    };
    return produce.call(Object.create(this, { lookupRequest: { value: lookupRequest } }), o);
  };
}

/** Nothing where another producer of this process sends messages of kafkajs. */
function topicsOf({ topicData }: Produce): Parameters<typeof produceBody>[0]['topics'] | undefined {
  const topics = [];
  for (const { topic, partitions } of topicData) {
    const dealt = [];
    for (const { partition, messages } of partitions) {
      const entries: LogEntry[] = [];
      for (const message of messages) {
        if (!(message instanceof Share)) return undefined;
        entries.push(...message.entries);
      }
      dealt.push({ partition, entries });
    }
    topics.push({ topic, partitions: dealt });
  }
  return topics;
}
