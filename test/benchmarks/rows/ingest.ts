import { topics } from '#event-log';
import type { IngestQuestion } from '../floors/question';
import { BenchBridge } from '../harness/bridge';
import { Part } from '../harness/child';
import { type Floor, floorDatabase, runOf, startFloorIngest } from '../harness/floors';
import { type Broker, floorTopic } from '../harness/ground';
import { inTurn } from '../harness/rounds';
import { atLeast, type Measured, type RowGroup, type RunOptions } from '../harness/row';
import type { ClosedLoad, Sent } from '../load/sender';

const load = { kind: 'closed', path: '/v1/events', connections: 64, persons: 5_000, warmUpSeconds: 3, seconds: 4 } as const;

export async function sendTo(port: number, o: Partial<ClosedLoad>): Promise<number> {
  const sender = Part.start('load/sender');
  const sent = await sender.ask<Sent>({ ...load, port, ...o }).finally(() => sender.stop());
  return sent.perSecond;
}

async function floorIngest(floor: Floor, question: IngestQuestion, round: number): Promise<number> {
  const { part, port } = await startFloorIngest(floor, question);
  try {
    return await sendTo(port, { run: runOf(floor.slice(0, 1), round) });
  } finally {
    await part.stop();
  }
}

export async function ourIngest(bridge: BenchBridge, round: number): Promise<number> {
  const { app, port } = await bridge.start('web-ingest');
  try {
    return await sendTo(port, { run: runOf('o', round), key: bridge.key });
  } finally {
    await app.stop();
  }
}

async function onKafka({ ground, rounds, say, profileFolder }: RunOptions, broker: Broker): Promise<Measured[]> {
  await floorTopic(broker, 'floor.naive');
  await floorTopic(broker, 'floor.tuned');
  const bridge = await BenchBridge.setUp({ ground, broker, profileFolder });
  const { brokers } = broker;
  const found = await inTurn(
    rounds,
    {
      naive: (round) => floorIngest('naive', { brokers, topic: 'floor.naive' }, round),
      ours: (round) => ourIngest(bridge, round),
      tuned: (round) => floorIngest('tuned', { brokers, topic: 'floor.tuned' }, round),
    },
    say,
  );
  const what = 'ingest on Kafka, acks all, 64 connections';
  return [
    {
      id: 'R1',
      what: `${what}, vs naive`,
      unit: 'events/s',
      goal: atLeast(3.5, 5),
      rounds: found.map(({ naive, ours }) => ({ floor: naive, ours })),
    },
    {
      id: 'R2',
      what: `${what}, vs tuned`,
      unit: 'events/s',
      goal: atLeast(0.65, 0.85),
      rounds: found.map(({ tuned, ours }) => ({ floor: tuned, ours })),
    },
  ];
}

export const ingestOnKafka: RowGroup = {
  ids: ['R1', 'R2'],
  measure: async (o) => {
    const broker = await o.ground.kafka();
    return onKafka(o, broker).finally(() => o.ground.stopKafka(broker));
  },
};

export const ingestEmbedded: RowGroup = {
  ids: ['R3'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const bridge = await BenchBridge.setUp({ ground, profileFolder });
    const databaseUrl = await floorDatabase(ground);
    const question = { brokers: [], topic: topics.fromWebsites, databaseUrl };
    const found = await inTurn(
      rounds,
      { naive: (round) => floorIngest('naive', question, round), ours: (round) => ourIngest(bridge, round) },
      say,
    );
    return [
      {
        id: 'R3',
        what: 'ingest on the embedded log, fsync on, 64 connections, vs one INSERT per request',
        unit: 'events/s',
        goal: atLeast(4, 7),
        rounds: found.map(({ naive, ours }) => ({ floor: naive, ours })),
      },
    ];
  },
};
