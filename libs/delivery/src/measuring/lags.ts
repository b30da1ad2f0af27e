import type { PartitionEnds } from '#event-log';
import type { Position } from './standing';

export interface Lag {
  readonly group: string;
  readonly topic: string;
  readonly partition: string;
  readonly lag: number;
}

/** What each reader has still to take of each partition: ends less positions. What the log dropped before is no work any more. */
export function lagsOf(
  readers: ReadonlyMap<string, readonly string[]>,
  ends: readonly PartitionEnds[],
  positions: readonly Position[],
): Lag[] {
  const next = new Map(positions.map((one) => [`${one.reader} ${one.topic} ${one.partition}`, BigInt(one.next)]));
  return [...readers].flatMap(([group, topics]) =>
    ends
      .filter(({ topic }) => topics.includes(topic))
      .map(({ topic, partition, first, end }): Lag => {
        const position = next.get(`${group} ${topic} ${partition}`) ?? 0n;
        const from = position > BigInt(first) ? position : BigInt(first);
        // A position beyond the end is an incident of its own, not less than nothing to do.
        const lag = BigInt(end) > from ? Number(BigInt(end) - from) : 0;
        return { group, topic, partition: String(partition), lag };
      }),
  );
}
