import type { LogIncident, PartitionEnds, ReadRecord, SubscribeOptions } from '../event-log';
import { PositionPastEnd } from '../errors';
import { handOver, rest, wordsOf } from './hand-over';

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** Where a partition's records come from. */
export interface PartitionSource {
  /** The next records at or after a position, at most a batch; empty at the end. */
  fetch(next: bigint): Promise<readonly ReadRecord[]>;
  ends(): Promise<PartitionEnds>;
  /** Returns when a look is worth while; `idle` counts the looks that found nothing. */
  wait(idle: number): Promise<void>;
}

/**
 * Reads one partition from where the subscriber's own transaction left it, until stopped. One batch is read at a time, and
 * the next only when it was taken, so a slow handler costs no memory.
 */
export async function follow(place: Place, source: PartitionSource, subscriber: SubscribeOptions, signal: AbortSignal): Promise<void> {
  let next = await startOf(place, source, subscriber);
  let idle = 0;
  while (!signal.aborted) {
    const records = await source.fetch(next);
    const first = records[0];
    if (!first) {
      await source.wait(idle);
      idle += 1;
      continue;
    }
    idle = 0;
    if (BigInt(first.position) > next) subscriber.onIncident(jumped(place, next, BigInt(first.position)));
    const taken = await handOver({ ...place, records }, { subscriber, signal });
    if (taken !== undefined) next = taken;
  }
}

async function startOf(place: Place, source: PartitionSource, subscriber: SubscribeOptions): Promise<bigint> {
  const position = await subscriber.positionOf(place.topic, place.partition);
  const { first, end } = await source.ends();
  if (position === undefined) return BigInt(first);
  if (BigInt(position) > BigInt(end)) throw new PositionPastEnd(place, position, end);
  return BigInt(position);
}

/** Does `work` until stopped, again after a growing pause when it fails; each failure is told. */
export async function untilStopped(
  place: Place,
  subscriber: SubscribeOptions,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    try {
      await work();
    } catch (cause) {
      // What went well for a while starts with short pauses again.
      if (performance.now() - began > 10_000) failures = 0;
      subscriber.onIncident(interrupted(place, cause));
      await rest(Math.min(5_000, 100 * 2 ** failures), signal);
      failures += 1;
    }
  }
}

export function interrupted(place: Place, cause: unknown): LogIncident {
  const what = cause instanceof PositionPastEnd ? 'pastEnd' : 'readFailed';
  return { what, message: `Reading ${place.topic} was interrupted and is tried again: ${wordsOf(cause)}`, fatal: false, ...place, cause };
}

/** Records between were dropped before they were read: the retention is shorter than the lag. */
export function jumped(place: Place, from: bigint, to: bigint): LogIncident {
  const message = `${to - from} records of ${place.topic} (partition ${place.partition}) were gone before they were read: ${from} to ${to - 1n}`;
  return { what: 'jump', message, fatal: false, ...place };
}
