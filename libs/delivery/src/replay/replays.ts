import { type Clock, inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { ExchangeRefused } from '../errors';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { type Act, actsOfRun, recordAct } from '../repair/acts';
import { ReplayRefused } from './replay-refused';
import { runningAt, startRun, type WantedReplay, writePlan } from './plan';
import { type RunState, type RunView, runColumns } from './run';

/** What a target refused in a run. */
export interface RefusedEvent {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly person: string;
  readonly reason: string | null;
  readonly at: Date;
}

const operator = 'operator';

/** What a person does about replays: plan one, run it, stop it, let it go on, and see how far it is (X3). */
export class Replays {
  constructor(
    private readonly db: DataSource,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  /** Writes down what would be replayed, and counts it; nothing is sent. @throws ReplayRefused, ExchangeRefused */
  async plan(wanted: WantedReplay): Promise<RunView> {
    const { agency } = wanted;
    const target = await this.targetOf(agency, wanted.target);
    return inAgency(this.db, agency, async (manager) => found(manager, agency, await writePlan(manager, target, wanted, this.clock.now())));
  }

  /** Starts a planned run: of what was received up to now. */
  async run(agency: string, id: string, who = operator): Promise<RunView> {
    return this.move({ agency, id, did: 'run', who }, ['planned'], (manager) => startRun(manager, agency, id, this.clock.now()));
  }

  /** Nothing more of it is sent, and what is live of its persons goes on, until somebody lets it go on. */
  async stop(agency: string, id: string, who = operator): Promise<RunView> {
    return this.move({ agency, id, did: 'stop', who }, ['running'], (manager) =>
      manager.query(`update exchange.replay_runs set state = 'stopped' where agency = $1 and id = $2`, [agency, id]),
    );
  }

  async goOn(agency: string, id: string, who = operator): Promise<RunView> {
    return this.move({ agency, id, did: 'goOn', who }, ['stopped'], (manager) =>
      manager.query(`update exchange.replay_runs set state = 'running' where agency = $1 and id = $2`, [agency, id]),
    );
  }

  list(agency: string, target?: string): Promise<RunView[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select ${runColumns} from exchange.replay_runs u where u.agency = $1 and ($2::text is null or u.target = $2) order by u.planned_at desc, u.id limit 200`,
        [agency, target ?? null],
      ),
    );
  }

  show(agency: string, id: string): Promise<{ run: RunView; refusedEvents: RefusedEvent[]; acts: Act[] }> {
    return inAgency(this.db, agency, async (manager) => ({
      run: await found(manager, agency, id),
      acts: await actsOfRun(manager, agency, id),
      refusedEvents: await manager.query(
        `select i.participant, i.source, i.id, i.type, d.person, d.reason, d.at from exchange.replay_deliveries d join exchange.inbox i on i.received = d.received and i.key = d.key
         where d.agency = $1 and d.run = $2 and d.state = 'refused' order by d.seq limit 100`,
        [agency, id],
      ),
    }));
  }

  private async targetOf(agency: string, id: string): Promise<Target> {
    const target = (await this.participants.list(agency)).find((one) => one.id === id);
    if (!target) throw new ExchangeRefused('notFound', `There is no participant "${id}" in agency "${agency}"`, { agency, target: id });
    if (target.mode === 'log')
      throw new ReplayRefused('The lead desk reads the log itself: "people-exchange rebuild" makes it anew', { target: id });
    if (target.mode !== 'webhook' && target.mode !== 'connection')
      throw new ReplayRefused(`"${id}" is reached by ${target.mode}; replays go to webhooks and connections`, {
        target: id,
        mode: target.mode,
      });
    return target;
  }

  private async move(
    { agency, id, did, who }: { agency: string; id: string; did: Act['did']; who: string },
    from: readonly RunState[],
    work: (manager: EntityManager) => Promise<unknown>,
  ): Promise<RunView> {
    return inAgency(this.db, agency, async (manager) => {
      await manager.query('select from exchange.replay_runs where agency = $1 and id = $2 for update', [agency, id]);
      const run = await found(manager, agency, id);
      if (!from.includes(run.state))
        throw new ReplayRefused(`Run ${id} is ${run.state}, not ${from.join(' or ')}`, { run: id, state: run.state });
      await refuseSecond(manager, run);
      await work(manager);
      await recordAct(manager, { agency, target: run.target, run: id, did, who });
      return found(manager, agency, id);
    });
  }
}

/** Two runs at one target would tell a person's past in two orders at once. */
async function refuseSecond(manager: EntityManager, { agency, id, target }: RunView): Promise<void> {
  const other = await runningAt(manager, agency, target, id);
  if (other)
    throw new ReplayRefused(`Run ${other} is under way at "${target}"; stop it first, or wait until it is done`, {
      target,
      run: other,
    });
}

async function found(manager: EntityManager, agency: string, id: string): Promise<RunView> {
  const [run]: RunView[] = await manager.query(`select ${runColumns} from exchange.replay_runs u where u.agency = $1 and u.id = $2`, [
    agency,
    id,
  ]);
  if (!run) throw new ExchangeRefused('notFound', `There is no replay "${id}" in agency "${agency}"`, { agency, run: id });
  return run;
}
