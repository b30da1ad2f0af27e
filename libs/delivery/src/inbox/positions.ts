import { prepared } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { ReaderReplaced } from '../errors';

interface Place {
  readonly reader: string;
  readonly topic: string;
  readonly partition: number;
}

/** Next position to read; the row is the truth, the log's own bookkeeping only follows it. */
export async function positionOf(db: DataSource, place: Place): Promise<string | undefined> {
  const [row] = await db.query('select next::text from exchange.positions where reader = $1 and topic = $2 and partition = $3', [
    place.reader,
    place.topic,
    place.partition,
  ]);
  return row?.next;
}

/** Locks the positions of some partitions for this transaction and returns them. */
export async function holdPositions(
  manager: EntityManager,
  { reader, topic }: Omit<Place, 'partition'>,
  partitions: readonly number[],
): Promise<ReadonlyMap<number, bigint>> {
  const hold = async (): Promise<Map<number, bigint>> => {
    const rows: { partition: number; next: string }[] = await manager.query(
      prepared(
        'select partition, next::text from exchange.positions where reader = $1 and topic = $2 and partition = any($3) order by partition for update',
      ),
      [reader, topic, partitions],
    );
    return new Map(rows.map(({ partition, next }) => [partition, BigInt(next)]));
  };
  const held = await hold();
  if (held.size === partitions.length) return held;
  await manager.query(
    'insert into exchange.positions (reader, topic, partition, next) select $1, $2, p, 0 from unnest($3::int[]) p order by p on conflict do nothing',
    [reader, topic, partitions],
  );
  return hold();
}

export interface Move {
  readonly partition: number;
  readonly from: bigint;
  readonly next: bigint;
}

/** Moves positions on, only from where they were held: a position never goes back. */
export async function movePositions(manager: EntityManager, place: Omit<Place, 'partition'>, moves: readonly Move[]): Promise<void> {
  const [, moved]: [unknown, number] = await manager.query(
    prepared(
      `update exchange.positions p set next = x.n from unnest($3::int[], $4::bigint[], $5::bigint[]) x(p, f, n)
       where p.reader = $1 and p.topic = $2 and p.partition = x.p and p.next = x.f`,
    ),
    [
      place.reader,
      place.topic,
      moves.map(({ partition }) => partition),
      moves.map(({ from }) => from.toString()),
      moves.map(({ next }) => next.toString()),
    ],
  );
  const [first] = moves;
  if (moved !== moves.length && first) throw new ReaderReplaced({ ...place, partition: first.partition });
}
