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

/** Locks the position for this transaction and returns it. */
export async function holdPosition(manager: EntityManager, place: Place): Promise<bigint> {
  const key = [place.reader, place.topic, place.partition];
  await manager.query('insert into exchange.positions (reader, topic, partition, next) values ($1, $2, $3, 0) on conflict do nothing', key);
  const [row] = await manager.query(
    'select next::text from exchange.positions where reader = $1 and topic = $2 and partition = $3 for update',
    key,
  );
  return BigInt(row.next);
}

/** Moves the position on, only from where it was held: a position never goes back. */
export async function movePosition(manager: EntityManager, place: Place, from: bigint, next: bigint): Promise<void> {
  const [, moved]: [unknown, number] = await manager.query(
    'update exchange.positions set next = $5 where reader = $1 and topic = $2 and partition = $3 and next = $4',
    [place.reader, place.topic, place.partition, from.toString(), next.toString()],
  );
  if (moved !== 1) throw new ReaderReplaced(place);
}
