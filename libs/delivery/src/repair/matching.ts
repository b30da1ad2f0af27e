import { inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { parkWaiting, wakeQueues } from '../lanes/wake-queues';
import type { OnEnded } from '../measuring/exchange-measures';
import { recordAct } from './acts';

/** Which deliveries at one target are meant. */
export interface Matching {
  readonly agency: string;
  readonly target: string;
  /** `held`: for something that is not there yet. */
  readonly state: 'parked' | 'held';
  readonly type?: string;
  /** How the reason begins. */
  readonly reason?: string;
  /** Waiting since then: what parks anew meanwhile is not meant. The moment of the first step, where it is left out. */
  readonly before?: Date;
}

export interface Step {
  readonly changed: number;
  readonly more: boolean;
  /** For the next step. */
  readonly before: Date;
}

interface Row {
  seq: string;
  key: string;
  person: string;
  makes: string | null;
}

const perStep = 500;

/** All that match, a step at a time: so that thousands take no long transaction, and whoever asked can stop between two. */
export class MatchingRepairs {
  constructor(
    private readonly db: DataSource,
    private readonly onEnded: OnEnded = () => undefined,
  ) {}

  retry(which: Matching): Promise<Step> {
    return this.step(which, async (manager, rows) => {
      await manager.query(`update exchange.pending set state = 'due', reason = null, late = true, since = now() where seq = any($1)`, [
        rows.map(({ seq }) => seq),
      ]);
      const persons = [...new Set(rows.map(({ person }) => person))];
      await wakeQueues(
        manager,
        persons.map((person) => ({ agency: which.agency, target: which.target, person })),
      );
      const { agency, target } = which;
      await recordAct(manager, { agency, target, keys: rows.map(({ key }) => key), did: 'retry', who: 'operator' });
    });
  }

  async skip(which: Matching, who: string, why: string): Promise<Step> {
    const { agency, target } = which;
    const step = await this.step(which, async (manager, rows) => {
      await manager.query(
        `with gone as (delete from exchange.pending where seq = any($1) returning agency, target, key, person, late, routed_at)
         insert into exchange.outcomes (agency, target, key, person, state, reason, late, by_whom, routed_at, ended_at) select agency, target, key, person, 'skipped', $2, late, $3, routed_at, now() from gone`,
        [rows.map(({ seq }) => seq), why, who],
      );
      const made = rows.flatMap(({ person, makes }) => (makes ? [{ agency, target, person, made: makes }] : []));
      await parkWaiting(manager, made, new Date());
    });
    if (step.changed > 0) this.onEnded([{ agency, target, state: 'skipped', count: step.changed }]);
    return step;
  }

  private async step(which: Matching, work: (manager: EntityManager, rows: Row[]) => Promise<void>): Promise<Step> {
    return inAgency(this.db, which.agency, async (manager) => {
      const before: Date = which.before ?? (await nowOf(manager));
      // The lead desk reads the log: what it could not take cannot be handed to it.
      const rows: Row[] = await manager.query(
        `select p.seq::text, p.key, p.person, p.makes from exchange.pending p join exchange.participants t on t.agency = p.agency and t.id = p.target and t.mode <> 'log'
         where p.agency = $1 and p.target = $2 and p.state = $3 and ($4::text is null or p.type = $4) and ($5::text is null or starts_with(p.reason, $5)) and p.since <= $6
         order by p.received, p.seq limit ${perStep} for update of p`,
        [which.agency, which.target, which.state === 'parked' ? 'parked' : 'heldParent', which.type ?? null, which.reason ?? null, before],
      );
      if (rows.length > 0) await work(manager, rows);
      return { changed: rows.length, more: rows.length === perStep, before };
    });
  }
}

/** By the database's clock, as is what waits. */
async function nowOf(manager: EntityManager): Promise<Date> {
  const rows: { now: Date }[] = await manager.query(`select date_trunc('milliseconds', now()) + interval '1 millisecond' as now`);
  return rows[0]?.now ?? new Date();
}
