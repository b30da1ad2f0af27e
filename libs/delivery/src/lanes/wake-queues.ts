import type { EntityManager } from 'typeorm';

export interface QueueKey {
  readonly agency: string;
  readonly target: string;
  readonly person: string;
}

/** What a target holds of a person now, so that whatever waited for it may go on. */
export interface Made extends QueueKey {
  readonly made: string;
}

const columns = (keys: readonly QueueKey[]): unknown[] => [keys.map((k) => k.agency), keys.map((k) => k.target), keys.map((k) => k.person)];

/** Frees what waits for something that is there now, and wakes the queues where anything was freed. */
export async function releaseWaiting(manager: EntityManager, made: readonly Made[], now: Date): Promise<void> {
  if (made.length === 0) return;
  const [freed]: [QueueKey[], number] = await manager.query(
    `update exchange.pending p set state = 'due', reason = null, late = true, since = $1
     from unnest($2::text[], $3::text[], $4::uuid[], $5::text[]) x(a, t, p, m)
     where p.agency = x.a and p.target = x.t and p.person = x.p and p.state = 'heldParent' and x.m = any(p.needs) returning p.agency, p.target, p.person`,
    [now, ...columns(made), made.map((m) => m.made)],
  );
  await wakeQueues(manager, freed);
}

/**
 * What waits for something that will never be there is somebody's to decide: it parks, unless another event that makes the
 * same is still open.
 */
export async function parkWaiting(manager: EntityManager, made: readonly Made[], now: Date): Promise<void> {
  if (made.length === 0) return;
  await manager.query(
    `update exchange.pending p set state = 'parked', reason = 'what it needs was skipped', late = true, since = $1
     from unnest($2::text[], $3::text[], $4::uuid[], $5::text[]) x(a, t, p, m)
     where p.agency = x.a and p.target = x.t and p.person = x.p and p.state = 'heldParent' and x.m = any(p.needs)
       and not exists (select from exchange.pending o where o.agency = x.a and o.target = x.t and o.person = x.p and o.makes = x.m and o.seq <> p.seq)`,
    [now, ...columns(made), made.map((m) => m.made)],
  );
}

/** Wakes queues at once, whatever they waited for. */
export async function wakeQueues(manager: EntityManager, keys: readonly QueueKey[]): Promise<void> {
  if (keys.length === 0) return;
  await manager.query(
    `insert into exchange.queues (agency, target, person, side, lane, last_seq)
     select p.agency, p.target, p.person, p.side, p.lane, max(p.seq) from exchange.pending p
     where (p.agency, p.target, p.person) in (select * from unnest($1::text[], $2::text[], $3::uuid[])) group by 1, 2, 3, 4, 5 order by 1, 2, 3
     on conflict (agency, target, person) do update set wake_at = '-infinity', last_seq = greatest(exchange.queues.last_seq, excluded.last_seq)`,
    columns(keys),
  );
}
