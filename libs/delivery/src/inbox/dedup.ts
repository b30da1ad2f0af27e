import { prepared } from '#runtime';
import type { EntityManager } from 'typeorm';
import { rowsOf } from '../columns';
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
  const window = { current: periodOf(now), oldest: periodOf(new Date(now.getTime() - dedupDays * msPerDay)) };
  const first = new Map<string, Arrival>();
  for (const arrival of arrivals) if (!first.has(arrival.key)) first.set(arrival.key, arrival);
  const candidates = [...first.values()];
  const bodies = candidates.map(({ body }) => body);
  const known = await remember(
    manager,
    window,
    candidates.map(({ key }) => digestOf(reader, key)),
    bodies,
  );
  // Nearly every batch is of nothing but news, which asks for none of what follows.
  if (candidates.length === arrivals.length && known.every((body) => body === undefined))
    return { fresh: [...arrivals], repeated: [], conflicting: [] };
  const sorted: Sorted = { fresh: [], repeated: [], conflicting: [] };
  const bodyOf = new Map(candidates.map(({ key, body }, index) => [key, known[index] ?? body]));
  const placeOf = new Map(candidates.map((arrival, index) => [arrival, index]));
  const others: Arrival[] = [];
  for (const arrival of arrivals) {
    const index = placeOf.get(arrival) ?? -1;
    if (index >= 0 && known[index] === undefined) sorted.fresh.push(arrival);
    else if (bodyOf.get(arrival.key) === arrival.body) sorted.repeated.push(arrival);
    else others.push(arrival);
  }
  // Another body under a known id is looked at once, however often it arrives.
  const conflicts = new Map(others.map((arrival) => [digestOf(reader, 'conflict', arrival.key, arrival.body), arrival]));
  const seen = await remember(
    manager,
    window,
    [...conflicts.keys()],
    [...conflicts.values()].map(({ body }) => body),
  );
  const once = new Set([...conflicts.values()].filter((_, index) => seen[index] === undefined));
  for (const arrival of others) (once.has(arrival) ? sorted.conflicting : sorted.repeated).push(arrival);
  return sorted;
}

/** Remembers keys with their bodies; answers for each the body known before, or nothing for a new one. */
async function remember(
  manager: EntityManager,
  { current, oldest }: { current: number; oldest: number },
  keys: readonly string[],
  bodies: readonly string[],
): Promise<(string | undefined)[]> {
  if (keys.length === 0) return [];
  const fresh = rowsOf(4, { k: ['uuid', keys], b: ['uuid', bodies] });
  // One period ahead as well: another process's clock may be past a boundary already. What is new is not worth a row of the answer.
  const others: { key: string; body: string | null }[] = await manager.query(
    prepared(`with x as materialized (select k, b from ${fresh.from}),
     old as materialized (select key as k, body from exchange.seen where period between $1 and $2 and period <> $3 and key = any($4)),
     written as (insert into exchange.seen (period, key, body) select $3, k, b from x where k not in (select k from old) order by k
       on conflict do nothing returning key)
     select x.k as key, old.body from x left join old on old.k = x.k where x.k not in (select key from written)`),
    [oldest, current + 1, current, ...fresh.values],
  );
  if (others.length === 0) return keys.map(() => undefined);
  const known = new Map(others.map(({ key, body }) => [key, body]));
  const now = others.flatMap(({ key, body }) => (body === null ? [key] : []));
  if (now.length > 0) {
    const rows: { key: string; body: string }[] = await manager.query(
      'select key, body from exchange.seen where period = $1 and key = any($2)',
      [current, now],
    );
    for (const { key, body } of rows) known.set(key, body);
  }
  return keys.map((key) => known.get(key) ?? undefined);
}
