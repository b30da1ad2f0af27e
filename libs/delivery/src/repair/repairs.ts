import { inAgency } from '#runtime';
import { type AcceptedEvent, lift, type Side } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { causeOf, stateEntityOf } from '../echo/state-of';
import { ExchangeRefused } from '../errors';
import type { OnEnded } from '../measuring/exchange-measures';
import { dependenciesOf } from '../routing/route';
import { parkWaiting, wakeQueues } from '../lanes/wake-queues';
import { recordAct } from './acts';
import { checkEdited } from './check-edited';

const operator = 'operator';

export interface OpenDelivery {
  readonly ref: string;
  readonly target: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly reason: string | null;
  readonly since: Date;
}

interface Row {
  seq: string;
  target: string;
  key: string;
  person: string;
  makes: string | null;
  mode: string;
  side: Side;
}

/** What a person does about deliveries that wait for one: retry, edit and skip. */
export class Repairs {
  constructor(
    private readonly db: DataSource,
    private readonly onEnded: OnEnded = () => undefined,
  ) {}

  open(agency: string, o: { target?: string; state?: 'held' | 'parked' }): Promise<OpenDelivery[]> {
    const states =
      o.state === 'parked' ? ['parked'] : o.state === 'held' ? ['heldApproval', 'heldParent'] : ['parked', 'heldApproval', 'heldParent'];
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select p.seq::text as ref, p.target, i.source, i.id, p.type, p.state, p.reason, p.since from exchange.pending p join exchange.inbox i on i.received = p.received and i.key = p.key
         where p.agency = $1 and ($2::text is null or p.target = $2) and p.state = any($3) order by p.seq limit 1000`,
        [agency, o.target ?? null, states],
      ),
    );
  }

  /** Parked deliveries are made again, ahead of what the person did later; they are marked late. */
  async retry(agency: string, refs: readonly string[], who = operator): Promise<number> {
    const retried = await this.change(agency, refs, async (manager, row) => {
      refuseReader(row);
      await manager.query(`update exchange.pending set state = 'due', reason = null, late = true, since = now() where seq = $1`, [row.seq]);
      await wakeQueues(manager, [{ agency, target: row.target, person: row.person }]);
      await recordAct(manager, { agency, target: row.target, keys: [row.key], did: 'retry', who });
    });
    return retried.length;
  }

  /** Delivers an event with other data, which the contract is held against as it was at the gateway. */
  async edit(agency: string, ref: string, data: unknown, who = operator): Promise<void> {
    await this.change(agency, [ref], async (manager, row) => {
      refuseReader(row);
      const [found] = await manager.query(
        'select coalesce(p.data, i.event) as event, i.side from exchange.pending p join exchange.inbox i on i.received = p.received and i.key = p.key where p.seq = $1',
        [row.seq],
      );
      const event: AcceptedEvent = { ...lift(JSON.parse(found.event)), data };
      checkEdited(event, found.side, row.side);
      const { makes, needs } = dependenciesOf(event);
      const entity = stateEntityOf(event);
      await manager.query(
        `update exchange.pending set data = $2, makes = $3, needs = $4, entity = $5, cause = $6, state = 'due', reason = null, late = true, since = now() where seq = $1`,
        [row.seq, JSON.stringify(event), makes, needs, entity, entity === null ? null : causeOf(event.id)],
      );
      await wakeQueues(manager, [{ agency, target: row.target, person: row.person }]);
      await recordAct(manager, { agency, target: row.target, keys: [row.key], did: 'edit', who });
    });
  }

  /** Ends deliveries for good, saying who and why; what waited for them parks, for somebody to decide. */
  async skip(agency: string, refs: readonly string[], who: string, why: string): Promise<number> {
    const skipped = await this.change(agency, refs, async (manager, row) => {
      await manager.query(
        `with gone as (delete from exchange.pending where seq = $1 returning agency, target, key, person, late, routed_at)
         insert into exchange.outcomes (agency, target, key, person, state, reason, late, by_whom, routed_at, ended_at) select agency, target, key, person, 'skipped', $2, late, $3, routed_at, now() from gone`,
        [row.seq, why, who],
      );
      if (row.makes) await parkWaiting(manager, [{ agency, target: row.target, person: row.person, made: row.makes }], new Date());
    });
    this.onEnded(skipped.map(({ target }) => ({ agency, target, state: 'skipped' })));
    return skipped.length;
  }

  private async change(
    agency: string,
    refs: readonly string[],
    work: (manager: import('typeorm').EntityManager, row: Row) => Promise<void>,
  ): Promise<Row[]> {
    return inAgency(this.db, agency, async (manager) => {
      const rows: Row[] = await manager.query(
        `select p.seq::text, p.target, p.key, p.person, p.makes, t.mode, t.side from exchange.pending p join exchange.participants t on t.agency = p.agency and t.id = p.target
         where p.agency = $1 and p.seq = any($2) and p.state in ('parked', 'heldParent') order by p.seq for update of p`,
        [agency, refs],
      );
      if (rows.length === 0) throw new ExchangeRefused('notFound', 'None of these deliveries waits for a decision', { refs });
      for (const row of rows) await work(manager, row);
      return rows;
    });
  }
}

function refuseReader(row: Row): void {
  if (row.mode === 'log')
    throw new ExchangeRefused('conflict', 'The lead desk reads the log; send the event again under a new id, or skip this one', {
      ref: row.seq,
    });
}
