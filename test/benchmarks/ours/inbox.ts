import { BatchTaker } from '#delivery';
import { type LogRecord, topics } from '#event-log';
import { openDatabase, SystemClock } from '#runtime';
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

/** The inbox with its dedup, batch by batch: fence, ids seen, rows, counts and the position, one transaction each. */
async function take({ databaseUrl, run, from, batches }: InboxQuestion): Promise<number> {
  const db = await openDatabase({ url: databaseUrl, name: 'inbox', everyAgency: true });
  await makePartitions(db, new Date());
  const taker = new BatchTaker({ db, group: 'bench', clock: new SystemClock() });
  const made = Array.from({ length: batches }, (_, batch) => recordsOf(run, from + batch * batchSize));
  await keep(taker, made.slice(0, 2));
  const began = performance.now();
  await keep(taker, made.slice(2));
  const perSecond = ((batches - 2) * batchSize * 1000) / (performance.now() - began);
  await db.destroy();
  return perSecond;
}

async function keep(taker: BatchTaker, made: readonly (readonly LogRecord[])[]): Promise<void> {
  for (const records of made)
    await taker.takeWith([{ topic: topics.fromWebsites, partition: 0, records }], async ({ manager, place, sorted, now }) => {
      const entries = sorted.fresh.map((arrival) => entryOf(arrival, false));
      await writeInbox(manager, place.topic, entries, 'website', now, new Set());
      return { unrouted: [], echoes: [], ended: [] };
    });
}

function recordsOf(run: string, from: number): LogRecord[] {
  return Array.from({ length: batchSize }, (_, n) => ({
    ...acceptedEntry(run, from + n, (from + n) % 5_000),
    topic: topics.fromWebsites,
    partition: 0,
    position: String(from + n),
    appendedAt: new Date(),
  }));
}

answerWith(take);
