import { setTimeout as pause } from 'node:timers/promises';
import type { LogIncident, RecordBatch, SubscribeOptions } from '../event-log';

export interface HandOver {
  readonly subscriber: SubscribeOptions;
  readonly signal: AbortSignal;
  /** Before each further attempt; throws to give the batch up, which leaves the position where it was. */
  beforeAgain?(): Promise<void>;
}

/**
 * Hands a batch over until the handler takes it. Answers the next position to read, or nothing when it was stopped before.
 * A handler may fail after its transaction was committed, so the position it wrote is asked before the batch goes again.
 */
export async function handOver(batch: RecordBatch, o: HandOver): Promise<bigint | undefined> {
  const last = batch.records.at(-1);
  if (!last) return undefined;
  const next = BigInt(last.position) + 1n;
  for (let failures = 0; !o.signal.aborted; failures += 1) {
    try {
      if (failures > 0 && (await wasTaken(batch, next, o.subscriber))) return next;
      await o.subscriber.handle(batch);
      return next;
    } catch (error) {
      o.subscriber.onIncident(handlerFailed(batch, error));
      await rest(Math.min(5_000, 50 * 2 ** failures), o.signal);
      await o.beforeAgain?.();
    }
  }
  return undefined;
}

async function wasTaken(batch: RecordBatch, next: bigint, subscriber: SubscribeOptions): Promise<boolean> {
  const position = await subscriber.positionOf(batch.topic, batch.partition);
  return position !== undefined && BigInt(position) >= next;
}

function handlerFailed(batch: RecordBatch, cause: unknown): LogIncident {
  return {
    what: 'handlerFailed',
    message: `A batch of ${batch.topic} was not taken and is handed over again: ${wordsOf(cause)}`,
    fatal: false,
    topic: batch.topic,
    partition: batch.partition,
    cause,
  };
}

export const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A pause that a stop cuts short. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  // A stop cuts the pause short, which is no failure.
  await pause(ms, undefined, { signal }).catch(() => undefined);
}
