import type { EntityManager } from 'typeorm';
import { digestOf } from '../hash';
import type { Arrival } from './arrivals';

const periodDays = 10;
const msPerDay = 86_400_000;

/** The dedup period a moment falls into: ids live in slim tables of ten days each. */
export const periodOf = (at: Date): number => Math.floor(at.getTime() / (periodDays * msPerDay));

export interface Sorted {
  readonly fresh: Arrival[];
  readonly repeated: Arrival[];
  /** Same id, another body: accepted once already under this id, so a person has to look. */
  readonly conflicting: Arrival[];
}

/** Tells what is new from what was seen by this reader within the dedup window, and remembers the new. */
export async function sortOutSeen(
  manager: EntityManager,
  reader: string,
  arrivals: readonly Arrival[],
  now: Date,
  dedupDays: number,
): Promise<Sorted> {
  const sorted: Sorted = { fresh: [], repeated: [], conflicting: [] };
  const first = new Map<string, Arrival>();
  const seenKeyOf = (arrival: Arrival): string => digestOf(reader, arrival.key);
  const place = (arrival: Arrival, knownBody: string): void => {
    (knownBody === arrival.body ? sorted.repeated : sorted.conflicting).push(arrival);
  };
  for (const arrival of arrivals) {
    const earlier = first.get(arrival.key);
    if (earlier) place(arrival, earlier.body);
    else first.set(arrival.key, arrival);
  }
  if (first.size === 0) return sorted;
  const candidates = [...first.values()];
  const keys = candidates.map(seenKeyOf);
  const bodies = candidates.map((arrival) => arrival.body);
  const current = periodOf(now);
  const oldest = periodOf(new Date(now.getTime() - dedupDays * msPerDay));
  const known = new Map<string, string>();
  const remember = (rows: { key: string; body: string }[]): void => rows.forEach((row) => known.set(row.key, row.body));
  remember(
    await manager.query('select key, body from exchange.seen where period between $1 and $2 and key = any($3)', [
      oldest,
      current - 1,
      keys,
    ]),
  );
  const fresh = candidates.flatMap((_, index) => (known.has(keys[index] ?? '') ? [] : [index]));
  const inserted: { key: string }[] = await manager.query(
    'insert into exchange.seen (period, key, body) select $1, k, b from unnest($2::uuid[], $3::uuid[]) t(k, b) on conflict do nothing returning key',
    [current, fresh.map((index) => keys[index]), fresh.map((index) => bodies[index])],
  );
  const isNew = new Set(inserted.map((row) => row.key));
  if (isNew.size < candidates.length)
    remember(
      await manager.query('select key, body from exchange.seen where period = $1 and key = any($2)', [
        current,
        keys.filter((key) => !isNew.has(key)),
      ]),
    );
  candidates.forEach((arrival, index) => {
    const key = keys[index] ?? '';
    if (isNew.has(key)) sorted.fresh.push(arrival);
    else place(arrival, known.get(key) ?? '');
  });
  return sorted;
}
