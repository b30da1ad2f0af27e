import { randomUUID } from 'node:crypto';
import { LogUnavailable } from '../errors';
import type { ReadFrom, RecordBatch } from '../event-log';
import type { KafkaCluster } from './cluster';
import { Consumption, type FetchedBatch } from './consumption';
import { HandOff } from './hand-off';
import type { KafkaConnection } from './kafkajs-client';
import { recordOf } from './record';

const batchSize = 500;
const lookAgainMs = 5_000;

interface Stretch {
  next: bigint;
  readonly end: bigint;
}

export interface ReplayOptions {
  readonly connection: KafkaConnection;
  readonly cluster: KafkaCluster;
  readonly sessionTimeoutMs: number;
}

/** Everything of a topic up to its end as it stands now, read by a group of one that is gone afterwards. @throws LogUnavailable */
export async function* replay(topic: string, from: ReadFrom, o: ReplayOptions): AsyncGenerator<RecordBatch> {
  const due = await stretchesOf(topic, from, o.cluster);
  if (due.size === 0) return;
  const handOff = new HandOff<RecordBatch>();
  const consumption: Consumption = new Consumption({
    connection: o.connection,
    group: `${o.connection.clientId}-replay-${randomUUID()}`,
    topics: [topic],
    sessionTimeoutMs: o.sessionTimeoutMs,
    partitionsAtOnce: 1,
    fetchBytes: 8 * 1_048_576,
    onAssigned: (places) => {
      for (const place of places) {
        const stretch = due.get(place.partition);
        if (stretch) consumption.begin(place, stretch.next.toString());
      }
    },
    onBatch: (batch) => pass(batch, due.get(batch.partition), handOff),
    onPassed: (place, last) => {
      const stretch = due.get(place.partition);
      if (!stretch || last + 1n < stretch.end) return;
      due.delete(place.partition);
      consumption.pause([place]);
      if (due.size === 0) handOff.end();
    },
    onSign: () => undefined,
    onFailedStart: (cause) => handOff.fail(new LogUnavailable('Kafka does not answer', cause)),
    onStopped: (cause) => handOff.fail(new LogUnavailable('The replay was broken off', cause)),
  });
  try {
    for (;;) {
      const batch = await handOff.take(lookAgainMs);
      if (batch === 'end') return;
      if (batch === 'nothing') await dropExpired(topic, due, o.cluster, handOff);
      else yield batch;
    }
  } finally {
    handOff.end();
    await consumption.stop();
  }
}

async function stretchesOf(topic: string, from: ReadFrom, cluster: KafkaCluster): Promise<Map<number, Stretch>> {
  const [ends, since] = await Promise.all([cluster.ends(topic), 'time' in from ? cluster.since(topic, from.time) : undefined]);
  const due = new Map<number, Stretch>();
  for (const { partition, first, end } of ends) {
    const asked = 'time' in from ? since?.get(partition) : from.positions[partition];
    const next = BigInt(asked ?? first) > BigInt(first) ? BigInt(asked ?? first) : BigInt(first);
    if (next < BigInt(end)) due.set(partition, { next, end: BigInt(end) });
  }
  return due;
}

/** Never throws. */
async function pass(batch: FetchedBatch, stretch: Stretch | undefined, handOff: HandOff<RecordBatch>): Promise<void> {
  const { topic, partition } = batch;
  const beating = setInterval(() => {
    // A group of one that lost its place joins again and goes on from `next`.
    batch.heartbeat().catch(() => undefined);
  }, 1_000);
  try {
    if (!stretch) return;
    const wanted = batch.messages.filter(({ offset }) => BigInt(offset) >= stretch.next && BigInt(offset) < stretch.end);
    for (let start = 0; start < wanted.length; start += batchSize) {
      const records = wanted.slice(start, start + batchSize).map((message) => recordOf(topic, partition, message));
      if (!(await handOff.put({ topic, partition, records }))) return;
      stretch.next = BigInt(records.at(-1)?.position ?? 0) + 1n;
    }
    const last = batch.messages.at(-1);
    if (last) batch.resolve(last.offset);
  } finally {
    clearInterval(beating);
  }
}

/** Records may be dropped by the retention while they are due: then there is nothing to wait for. */
async function dropExpired(topic: string, due: Map<number, Stretch>, cluster: KafkaCluster, handOff: HandOff<RecordBatch>): Promise<void> {
  for (const { partition, first } of await cluster.ends(topic)) {
    const stretch = due.get(partition);
    if (stretch && BigInt(first) >= stretch.end) due.delete(partition);
  }
  if (due.size === 0) handOff.end();
}
