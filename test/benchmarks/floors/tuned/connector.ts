import type { EachBatchPayload } from 'kafkajs';
import { Pool } from 'pg';
import { Pool as Connections } from 'undici';
import { answerWith } from '../../harness/child';
import { plainKafka } from '../../harness/ground';
import type { ConnectorQuestion } from '../question';
import { keep, markDelivered, type Taken } from './inbox';

const most = 500;

/** Tuned by hand: whole batches, a multi-row insert that drops what is known, persons in parallel and each in order, undici. */
class TunedConnector {
  private readonly pool: Pool;
  private readonly connections: Connections;
  private readonly path: string;

  constructor(o: ConnectorQuestion) {
    const target = new URL(o.target);
    this.pool = new Pool({ connectionString: o.databaseUrl, max: 16 });
    this.connections = new Connections(target.origin, { connections: o.connections, pipelining: 1 });
    this.path = target.pathname;
  }

  async take({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    for (let start = 0; start < batch.messages.length && isRunning() && !isStale(); start += most) {
      const part = batch.messages.slice(start, start + most);
      const last = part.at(-1);
      const taken = part.map(({ value }): Taken => {
        const body = value?.toString() ?? '';
        const { id, subject } = JSON.parse(body);
        return { id, subject, body };
      });
      await this.deliver(taken);
      if (!last) return;
      resolveOffset(last.offset);
      await commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition, offset: (BigInt(last.offset) + 1n).toString() }] }],
      });
      await heartbeat();
    }
  }

  private async deliver(taken: readonly Taken[]): Promise<void> {
    const due = await keep(this.pool, taken);
    const persons = new Map<string, Taken[]>();
    for (const one of due) {
      const queue = persons.get(one.subject);
      if (queue) queue.push(one);
      else persons.set(one.subject, [one]);
    }
    await Promise.all([...persons.values()].map((queue) => this.deliverInOrder(queue)));
    if (due.length > 0) await markDelivered(this.pool, due);
  }

  private async deliverInOrder(queue: readonly Taken[]): Promise<void> {
    for (const { body } of queue) {
      const answer = await this.connections.request({
        method: 'POST',
        path: this.path,
        headers: { 'content-type': 'application/cloudevents+json' },
        body,
      });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new TypeError(`The target answered ${answer.statusCode}`);
    }
  }
}

async function start(o: ConnectorQuestion): Promise<boolean> {
  const connector = new TunedConnector(o);
  const consumer = plainKafka(o.brokers).consumer({ groupId: o.group });
  await consumer.connect();
  await consumer.subscribe({ topics: [o.topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    // A partition waits for its own deliveries alone.
    partitionsConsumedConcurrently: 6,
    eachBatch: (payload) => connector.take(payload),
  });
  return true;
}

answerWith(start);
