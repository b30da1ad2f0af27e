import { BatchTaker } from '#delivery';
import { type LogRecord, topics } from '#event-log';
import { openDatabase, SystemClock } from '#runtime';
import { mostAtOnce } from '../../../libs/delivery/src/inbox/together';
import { entryOf, writeInbox } from '../../../libs/delivery/src/inbox/inbox-rows';
import { makePartitions } from '../../../libs/delivery/src/upkeep/make-partitions';
import { acceptedEntry } from '../load/accepted';
import { answerWith } from '../harness/child';

export interface InboxQuestion {
  readonly databaseUrl: string;
  readonly run: string;
  readonly from: number;
  readonly batches: number;
}

const batchSize = 500;

/**
 * The inbox with its dedup: fence, ids seen, rows, counts and the position, one transaction for each batch. As in a bridge, one
 * partition's batches follow each other, and those of several are under way at once.
 */
async function take({ databaseUrl, run, from, batches }: InboxQuestion): Promise<number> {
  const db = await openDatabase({ url: databaseUrl, name: 'inbox', everyAgency: true });
  await makePartitions(db, new Date());
  const taker = new BatchTaker({ db, group: 'bench', clock: new SystemClock() });
  const made = Array.from({ length: batches }, (_, batch) => recordsOf(run, from + batch * batchSize, batch % mostAtOnce));
  const warmUp = 2 * mostAtOnce;
  await keepAll(taker, made.slice(0, warmUp));
  const began = performance.now();
  await keepAll(taker, made.slice(warmUp));
  const perSecond = ((batches - warmUp) * batchSize * 1000) / (performance.now() - began);
  await db.destroy();
  return perSecond;
}

async function keepAll(taker: BatchTaker, made: readonly (readonly LogRecord[])[]): Promise<void> {
  const partitions = Array.from({ length: mostAtOnce }, (_, partition) => partition);
  await Promise.all(
    partitions.map((partition) =>
      keep(
        taker,
        partition,
        made.filter(([first]) => first?.partition === partition),
      ),
    ),
  );
}

async function keep(taker: BatchTaker, partition: number, made: readonly (readonly LogRecord[])[]): Promise<void> {
  for (const records of made)
    await taker.takeWith([{ topic: topics.fromWebsites, partition, records }], async ({ manager, place, sorted, now }) => {
      const entries = sorted.fresh.map((arrival) => entryOf(arrival, false));
      await writeInbox(manager, place.topic, entries, 'website', now, new Set());
      return { unrouted: [], echoes: [], nearMisses: [], ended: [] };
    });
}

function recordsOf(run: string, from: number, partition: number): LogRecord[] {
  return Array.from({ length: batchSize }, (_, n) => ({
    ...acceptedEntry(run, from + n, (from + n) % 5_000),
    topic: topics.fromWebsites,
    partition,
    position: String(from + n),
    appendedAt: new Date(),
  }));
}

answerWith(take);
