import type { Side } from '#people-exchange';
import type { DataSource } from 'typeorm';

export const waitingStates = ['due', 'fed', 'heldApproval', 'heldParent', 'parked'] as const;

/** Deliveries of one target in one state; a target where nothing waits has its rows too. */
export interface Waiting {
  readonly agency: string;
  readonly target: string;
  readonly paused: boolean;
  readonly state: (typeof waitingStates)[number];
  /** Counted up to ten thousand. */
  readonly events: number;
  /** When the oldest of them was received. */
  readonly oldest: Date | null;
}

export interface HeldPersons {
  readonly agency: string;
  readonly target: string;
  readonly state: string;
  readonly persons: number;
}

export interface Position {
  readonly reader: string;
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
}

export interface Standing {
  readonly waiting: readonly Waiting[];
  readonly held: readonly HeldPersons[];
  readonly positions: readonly Position[];
}

const countedUpTo = 10_000;

/** Row-level security makes the planner expect few rows, and sort what it should read in order up to the limit; so it may not. */
export const careful = `set local statement_timeout = '2s'; set local enable_sort = off; set local enable_bitmapscan = off; set local jit = off`;

/** Answered by the index (agency, target, state, received) alone. */
export const waitingStatement = `
  select t.agency, t.id as target, t.state = 'paused' as paused, s.state, n.events, n.oldest
  from exchange.participants t cross join unnest($2::text[]) s(state)
  cross join lateral (select count(*)::int as events, min(f.received) as oldest from (
    select p.received from exchange.pending p where p.agency = t.agency and p.target = t.id and p.state = s.state
    order by p.received limit ${countedUpTo}) f) n
  where t.side = any($1) and t.mode in ('webhook', 'feed', 'connection')`;

export const heldStatement = `
  select t.agency, t.id as target, s.state, n.persons
  from exchange.participants t cross join unnest(array['heldApproval', 'heldParent']) s(state)
  cross join lateral (select count(distinct f.person)::int as persons from (
    select p.person from exchange.pending p where p.agency = t.agency and p.target = t.id and p.state = s.state
    order by p.received limit ${countedUpTo}) f) n
  where t.side = any($1) and t.mode in ('webhook', 'feed', 'connection')`;

const positionsStatement = 'select reader, topic, partition, next::text from exchange.positions where reader = any($1)';

/** How deliveries to some sides and some readers stand: a bounded statement each, over one connection, given up by the server. */
export async function readStanding(db: DataSource, o: { sides: readonly Side[]; readers: readonly string[] }): Promise<Standing> {
  return db.transaction(async (manager) => {
    await manager.query(careful);
    return {
      waiting: await manager.query(waitingStatement, [o.sides, waitingStates]),
      held: await manager.query(heldStatement, [o.sides]),
      positions: await manager.query(positionsStatement, [o.readers]),
    };
  });
}
