import type { EventLog } from '#event-log';
import type { Side } from '#people-exchange';
import { type Clock, databaseCheck } from '#runtime';
import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { AskedSeldom, type Patience } from './asked-seldom';
import { lagsOf } from './lags';
import { readStanding } from './standing';

export interface StandingGround {
  readonly registry: Registry;
  readonly db: DataSource;
  readonly log: Pick<EventLog, 'ends'>;
  readonly clock: Clock;
  readonly patience: Patience;
  /** The topics of each reader of this process, as they are at a scrape. */
  readers(): ReadonlyMap<string, readonly string[]>;
  /** The sides this process delivers to. */
  sides(): readonly Side[];
  onTrouble(message: string): void;
}

/** What stands in tables and log, asked when somebody scrapes. What cannot be asked is absent, and never keeps the rest back. */
export function measureStanding(o: StandingGround): void {
  const seldom = <T>(what: string, ask: () => Promise<T>): AskedSeldom<T> =>
    new AskedSeldom(ask, o.patience, (error) =>
      o.onTrouble(`${what} could not be measured: ${error instanceof Error ? error.message : String(error)}`),
    );
  const database = seldom('The database', async () => databaseCheck(o.db).check());
  const standing = seldom('Deliveries', () => readStanding(o.db, { sides: o.sides(), readers: [...o.readers().keys()] }));
  const ends = seldom('The log', () => o.log.ends([...new Set([...o.readers().values()].flat())]));

  gauge(
    o.registry,
    'people_exchange_database_up',
    'Whether the database answers; while not, what is asked of it is absent.',
    [],
    async () => [[{}, Number((await database.answer())?.ok ?? false)]],
  );
  gauge(o.registry, 'people_exchange_log_up', 'Whether the event log answers; while not, the lag is absent.', [], async () => [
    [{}, Number((await ends.answer()) !== undefined)],
  ]);
  gauge(
    o.registry,
    'people_exchange_reader_lag_events',
    'Events in the log that a reader group has not taken yet.',
    ['group', 'topic', 'partition'],
    async () => {
      const [held, stands] = await Promise.all([ends.answer(), standing.answer()]);
      if (!held || !stands) return [];
      return lagsOf(o.readers(), held, stands.positions).map(({ lag, ...labels }) => [labels, lag]);
    },
  );
  gauge(
    o.registry,
    'people_exchange_undelivered_events',
    'Deliveries without an end yet, by state; counted up to 10,000.',
    ['agency', 'target', 'state'],
    async () => ((await standing.answer())?.waiting ?? []).map(({ agency, target, state, events }) => [{ agency, target, state }, events]),
  );
  gauge(
    o.registry,
    'people_exchange_oldest_undelivered_seconds',
    'Age of the oldest event without an end yet, by state; 0 where there is none.',
    ['agency', 'target', 'state'],
    async () => {
      const now = o.clock.now().getTime();
      return ((await standing.answer())?.waiting ?? []).map(({ agency, target, state, oldest }) => [
        { agency, target, state },
        oldest === null ? 0 : Math.max(0, now - oldest.getTime()) / 1000,
      ]);
    },
  );
  gauge(
    o.registry,
    'people_exchange_held_persons',
    'Persons whose events wait for an approval or for an earlier event; of the 10,000 oldest events.',
    ['agency', 'target', 'state'],
    async () => ((await standing.answer())?.held ?? []).map(({ agency, target, state, persons }) => [{ agency, target, state }, persons]),
  );
  gauge(o.registry, 'people_exchange_target_paused', 'Whether a target is paused: 1 it is, 0 it is not.', ['agency', 'target'], async () =>
    // Each target has one row per state.
    ((await standing.answer())?.waiting ?? []).flatMap(({ agency, target, state, paused }) =>
      state === 'due' ? [[{ agency, target }, Number(paused)]] : [],
    ),
  );
}

type Sample<Label extends string> = readonly [labels: Partial<Record<Label, string>>, value: number];

/** A gauge whose series are made anew at each scrape. */
export function gauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
  samples: () => Promise<readonly Sample<Label>[]> | readonly Sample<Label>[],
): void {
  const made: Gauge<Label> = new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect: async () => {
      const now = await samples();
      made.reset();
      for (const [labels, value] of now) made.set(labels, value);
    },
  });
}
