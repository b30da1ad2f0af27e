import type { EntityManager } from 'typeorm';

/** What somebody did about a delivery, or about a run. */
export interface Act {
  readonly did: 'retry' | 'edit' | 'run' | 'stop' | 'goOn';
  readonly who: string;
  readonly at: string;
}

interface ActOn extends Omit<Act, 'at'> {
  readonly agency: string;
  readonly target: string;
  /** Of the event whose delivery it is. */
  readonly keys?: readonly string[];
  readonly run?: string;
}

/** Written in the transaction of what was done. */
export async function recordAct(manager: EntityManager, { agency, target, keys, run, did, who }: ActOn): Promise<void> {
  await manager.query(
    'insert into exchange.acts (agency, target, key, run, did, who) select $1, $2, k, $4, $5, $6 from unnest($3::uuid[]) k',
    [agency, target, keys ?? [null], run ?? null, did, who],
  );
}

interface Row {
  readonly about: string;
  readonly did: Act['did'];
  readonly who: string;
  readonly at: Date;
}

const shown = ({ did, who, at }: Row): Act => ({ did, who, at: at.toISOString() });

/** The oldest first. */
export async function actsOfRun(manager: EntityManager, agency: string, run: string): Promise<Act[]> {
  const rows: Row[] = await manager.query(
    `select run as about, did, who, at from exchange.acts where agency = $1 and run = $2 order by seq`,
    [agency, run],
  );
  return rows.map(shown);
}

/** What was done about deliveries of one event, by target, the oldest first. */
export async function actsOfEvent(manager: EntityManager, agency: string, key: string): Promise<ReadonlyMap<string, Act[]>> {
  const rows: Row[] = await manager.query(
    `select target as about, did, who, at from exchange.acts where agency = $1 and key = $2 order by seq`,
    [agency, key],
  );
  const acts = new Map<string, Act[]>();
  for (const row of rows) acts.set(row.about, [...(acts.get(row.about) ?? []), shown(row)]);
  return acts;
}
