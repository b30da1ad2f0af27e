import { randomInt } from 'node:crypto';
import { eventTypes, isKnownType, type Side } from '#people-exchange';
import { type Clock, inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { ExchangeRefused } from '../errors';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { ReplayRefused } from './replay-refused';
import { type RunKind, type RunState, type RunView, runColumns } from './run';
import { eventsOfRun, inPlan, personsOfRun } from './selection';

export interface WantedReplay {
  readonly agency: string;
  readonly target: string;
  readonly kind: RunKind;
  /** By the bridge's ids; nothing for all. */
  readonly persons?: readonly string[];
  /** Nothing for all that the target wants. */
  readonly types?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  /** Of a fill: so many days of happenings after how things stand. */
  readonly days?: number;
  /** Persons at a time; 4 unless told. */
  readonly atOnce?: number;
  readonly by: string;
}

/** What a target refused in a run. */
export interface RefusedEvent {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly person: string;
  readonly reason: string | null;
  readonly at: Date;
}

const msPerDay = 86_400_000;
const countedUpTo = 1_000_000;

/** What a person does about replays: plan one, run it, stop it, let it go on, and see how far it is (X3). */
export class Replays {
  constructor(
    private readonly db: DataSource,
    private readonly participants: Participants,
    private readonly clock: Clock,
  ) {}

  /** Writes down what would be replayed, and counts it; nothing is sent. @throws ReplayRefused, ExchangeRefused */
  async plan(wanted: WantedReplay): Promise<RunView> {
    const { agency, kind, by, atOnce = 4 } = wanted;
    const target = await this.targetOf(agency, wanted.target);
    const types = typesFor(target, wanted.types);
    const now = this.clock.now();
    // No days of history: nothing was received that late.
    const days = wanted.days ?? 0;
    const from = kind === 'replay' ? (wanted.from ?? null) : days > 0 ? new Date(now.getTime() - days * msPerDay) : 'infinity';
    const id = shortId();
    return inAgency(this.db, agency, async (manager) => {
      await manager.query(
        `insert into exchange.replay_runs (agency, id, target, side, kind, persons, types, received_from, received_until, at_once, planned_by, planned_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [agency, id, target.id, target.side, kind, wanted.persons ?? null, types, from, wanted.until ?? null, atOnce, by, now],
      );
      await count(manager, agency, id);
      return found(manager, agency, id);
    });
  }

  /** Starts a planned run: of what was received up to now. */
  async run(agency: string, id: string): Promise<RunView> {
    return this.move(agency, id, ['planned'], (manager) =>
      manager.query(
        `update exchange.replay_runs set state = 'running', started_at = $3, received_until = least(received_until, $3) where agency = $1 and id = $2`,
        [agency, id, this.clock.now()],
      ),
    );
  }

  /** Nothing more of it is sent, and what is live of its persons goes on, until somebody lets it go on. */
  async stop(agency: string, id: string): Promise<RunView> {
    return this.move(agency, id, ['running'], (manager) =>
      manager.query(`update exchange.replay_runs set state = 'stopped' where agency = $1 and id = $2`, [agency, id]),
    );
  }

  async goOn(agency: string, id: string): Promise<RunView> {
    return this.move(agency, id, ['stopped'], (manager) =>
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

  show(agency: string, id: string): Promise<{ run: RunView; refusedEvents: RefusedEvent[] }> {
    return inAgency(this.db, agency, async (manager) => ({
      run: await found(manager, agency, id),
      refusedEvents: await manager.query(
        `select i.source, i.id, i.type, d.person, d.reason, d.at from exchange.replay_deliveries d join exchange.inbox i on i.received = d.received and i.key = d.key
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
    agency: string,
    id: string,
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
      return found(manager, agency, id);
    });
  }
}

/** Two runs at one target would tell a person's past in two orders at once. */
async function refuseSecond(manager: EntityManager, { agency, id, target }: RunView): Promise<void> {
  const [other]: { id: string }[] = await manager.query(
    `select id from exchange.replay_runs where agency = $1 and target = $2 and state = 'running' and id <> $3`,
    [agency, target, id],
  );
  if (other)
    throw new ReplayRefused(`Run ${other.id} is under way at "${target}"; stop it first, or wait until it is done`, {
      target,
      run: other.id,
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

async function count(manager: EntityManager, agency: string, id: string): Promise<void> {
  await manager.query(
    `update exchange.replay_runs r set of_events = c.events, of_persons = c.persons,
       counted = case when c.events >= ${countedUpTo} then 'atLeast' when r.kind = 'fill' then 'atMost' else 'exactly' end
     from (select count(*) as events, count(distinct x.person) as persons from (
       select i.person from exchange.replay_runs u join exchange.inbox i on ${eventsOfRun} and ${inPlan}
       join exchange.persons p on p.person = i.person and ${personsOfRun}
       where u.agency = $1 and u.id = $2 limit ${countedUpTo}) x) c
     where r.agency = $1 and r.id = $2`,
    [agency, id],
  );
}

/** What was asked for, as far as the target wants it now. @throws ReplayRefused */
function typesFor(target: Target, asked: readonly string[] | undefined): string[] {
  const from: Side = target.side === 'website' ? 'backOffice' : 'website';
  const crossing = eventTypes.flatMap(({ type, sides }) => (sides.includes(from) && type !== 'person.erased' ? [type] : []));
  const wanted = target.receives.types ?? crossing;
  const unwanted = (asked ?? []).filter((type) => !wanted.includes(type));
  if (unwanted.length > 0)
    throw new ReplayRefused(`"${target.id}" does not want ${unwanted.join(', ')}`, { target: target.id, types: unwanted });
  return [...(asked ?? wanted)].filter((type) => crossing.includes(type) || !isKnownType(type));
}

/** Letters and digits that nobody takes for each other; it is typed by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

function shortId(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
