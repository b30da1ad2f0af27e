import { BenchBridge } from '../harness/bridge';
import { type Floor, fillTopic, floorDatabase, runOf, startFloorConnector } from '../harness/floors';
import { type Broker, floorTopic, type Ground } from '../harness/ground';
import { inTurn } from '../harness/rounds';
import { atLeast, type Round, type RowGroup, type RunOptions } from '../harness/row';
import { Receivers } from '../load/receivers';
import type { Received } from '../load/target';

interface Work {
  readonly events: number;
  readonly persons: number;
  readonly delayMs: number;
}

interface Stage {
  readonly ground: Ground;
  readonly broker: Broker;
  readonly receivers: Receivers;
}

/** Without its beginning and its end, if that is what is asked for. */
const paceOf =
  ({ steady }: { readonly steady?: boolean }) =>
  ({ perSecond, steadyPerSecond }: Received): number =>
    steady === true ? steadyPerSecond : perSecond;

/** A backlog, then a floor's connector: events delivered per second, from the first to the last. */
async function floorDelivery(
  stage: Stage,
  floor: Floor,
  o: Work & { databaseUrl: string; connections: number; round: number; steady?: boolean },
): Promise<number> {
  const { broker, receivers } = stage;
  const run = runOf(floor.slice(0, 1), o.round);
  // A topic and a group of its own: nobody waits for the session of the one before.
  const topic = `floor.${floor}.${o.connections}.${o.delayMs}.${run}`;
  await floorTopic(broker, topic);
  await fillTopic(broker, topic, { run, ...o });
  await receivers.reset(run, [o.delayMs]);
  const { databaseUrl, connections } = o;
  const question = { brokers: broker.brokers, topic, group: topic, databaseUrl, target: receivers.urlOf(0), connections };
  const part = await startFloorConnector(floor, question);
  return receivers
    .all(o.events)
    .then(paceOf(o))
    .finally(() => part.stop());
}

async function ourDelivery({ receivers }: Stage, bridge: BenchBridge, run: string, o: Work & { steady?: boolean }): Promise<number> {
  await bridge.fill(run, o.events, o.persons);
  await receivers.reset(run, [o.delayMs]);
  const { app } = await bridge.start('back-office-connector');
  return receivers
    .all(o.events)
    .then(paceOf(o))
    .finally(() => app.stop());
}

async function onStage<T>(
  { ground, profileFolder }: RunOptions,
  connections: number,
  work: (stage: Stage, bridge: BenchBridge) => Promise<T>,
): Promise<T> {
  const broker = await ground.kafka();
  const receivers = await Receivers.start();
  try {
    const targets = [{ port: receivers.ports[0] ?? 0, connections }];
    const bridge = await BenchBridge.setUp({ ground, broker, targets, profileFolder });
    return await work({ ground, broker, receivers }, bridge);
  } finally {
    await receivers.stop();
    await ground.stopKafka(broker);
  }
}

/** Dedup, order and state on, the target answers at once. */
export const instantTarget: RowGroup = {
  ids: ['R6', 'R6t'],
  measure: (o) =>
    onStage(o, 64, async (stage, bridge) => {
      const databaseUrl = await floorDatabase(o.ground);
      const work = { persons: 5_000, delayMs: 0 };
      const found = await inTurn(
        o.rounds,
        {
          naive: (round) => floorDelivery(stage, 'naive', { ...work, events: 3_000, databaseUrl, connections: 64, round }),
          // Of both as many as leave a process's first seconds, in which it compiles, without weight.
          ours: (round) => ourDelivery(stage, bridge, runOf('o', round), { ...work, events: 60_000 }),
          tuned: (round) => floorDelivery(stage, 'tuned', { ...work, events: 60_000, databaseUrl, connections: 64, round }),
        },
        o.say,
      );
      const what = 'delivery to a target that answers at once, dedup, order and state on';
      return [
        {
          id: 'R6',
          what: `${what}, vs naive`,
          unit: 'events/s',
          goal: atLeast(12, 18),
          rounds: found.map((f) => ({ floor: f.naive, ours: f.ours })),
        },
        {
          id: 'R6t',
          what: `${what}, vs tuned`,
          unit: 'events/s',
          goal: atLeast(0.65, 0.9),
          rounds: found.map((f) => ({ floor: f.tuned, ours: f.ours })),
        },
      ];
    }),
};

/** Rounds of ours against what the target allows. */
async function againstCeiling(o: RunOptions, ceiling: number, ours: (round: number) => Promise<number>): Promise<Round[]> {
  const found = await inTurn(o.rounds, { ours }, o.say);
  return found.map((round) => ({ floor: ceiling, ours: round.ours }));
}

/** Beside the ceiling, which no machine reaches, what a well-made connector reaches on this one. */
export const slowTarget: RowGroup = {
  ids: ['R7', 'R7t'],
  measure: (o) =>
    onStage(o, 64, async (stage, bridge) => {
      const databaseUrl = await floorDatabase(o.ground);
      const work = { events: 32_000, persons: 5_000, delayMs: 20, steady: true };
      const found = await inTurn(
        o.rounds,
        {
          ours: (round) => ourDelivery(stage, bridge, runOf('s', round), work),
          tuned: (round) => floorDelivery(stage, 'tuned', { ...work, databaseUrl, connections: 64, round }),
        },
        o.say,
      );
      const what = 'delivery to a target that takes 20 ms, 5,000 persons, 64 connections';
      return [
        {
          id: 'R7',
          what: `${what}: share of the ceiling, middle 60 %`,
          unit: 'events/s',
          goal: atLeast(0.8, 0.92),
          rounds: found.map((f) => ({ floor: 3_200, ours: f.ours })),
        },
        {
          id: 'R7t',
          what: `${what}, vs tuned, middle 60 %`,
          unit: 'events/s',
          goal: atLeast(null, null),
          rounds: found.map((f) => ({ floor: f.tuned, ours: f.ours })),
        },
      ];
    }),
};

export const slowTargetManyConnections: RowGroup = {
  ids: ['R7n'],
  measure: (o) =>
    onStage(o, 256, async (stage, bridge) => {
      const databaseUrl = await floorDatabase(o.ground);
      const work = { persons: 5_000, delayMs: 20 };
      const found = await inTurn(
        o.rounds,
        {
          naive: (round) => floorDelivery(stage, 'naive', { ...work, events: 250, databaseUrl, connections: 64, round }),
          ours: (round) => ourDelivery(stage, bridge, runOf('w', round), { ...work, events: 40_000 }),
        },
        o.say,
      );
      return [
        {
          id: 'R7n',
          what: 'delivery to a target that takes 20 ms, 5,000 persons, 256 connections, vs naive',
          unit: 'events/s',
          goal: atLeast(120, 200),
          rounds: found.map((f) => ({ floor: f.naive, ours: f.ours })),
        },
      ];
    }),
};

export const hotPersons: RowGroup = {
  ids: ['R8'],
  measure: (o) =>
    onStage(o, 64, async (stage, bridge) => [
      {
        id: 'R8',
        what: '32 hot persons, a target that takes 20 ms: share of persons ÷ latency, middle 60 %',
        unit: 'events/s',
        goal: atLeast(0.75, 0.95),
        rounds: await againstCeiling(o, 1_600, (round) =>
          ourDelivery(stage, bridge, runOf('h', round), { events: 9_600, persons: 32, delayMs: 20, steady: true }),
        ),
      },
    ]),
};
