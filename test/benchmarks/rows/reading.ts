import { topics } from '#event-log';
import type { DrainQuestion, Drained } from '../floors/question';
import { BenchBridge } from '../harness/bridge';
import { Part } from '../harness/child';
import { inTurn } from '../harness/rounds';
import { atLeast, type RowGroup } from '../harness/row';

async function drained(file: string, question: DrainQuestion, profileFolder?: string): Promise<number> {
  const part = Part.start(
    file,
    profileFolder !== undefined && file.startsWith('ours/') ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
  );
  return part
    .ask<Drained>(question)
    .then(({ perSecond }) => perSecond)
    .finally(() => part.stop());
}

const topic = topics.fromWebsites;

export const transport: RowGroup = {
  ids: ['R5', 'R5p'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const broker = await ground.kafka();
    const events = 200_000;
    try {
      const bridge = await BenchBridge.setUp({ ground, broker });
      await bridge.fill('fill', events, 5_000);
      const ask = (file: string, parse: boolean, round: number): Promise<number> =>
        drained(file, { brokers: broker.brokers, topic, group: `${file}-${parse}-${round}`, events, parse }, profileFolder);
      const found = await inTurn(
        rounds,
        {
          raw: (round) => ask('floors/tuned/drain', false, round),
          ours: (round) => ask('ours/drain', false, round),
          nest: (round) => ask('floors/naive/drain', true, round),
          oursParsing: (round) => ask('ours/drain', true, round),
        },
        say,
      );
      return [
        {
          id: 'R5',
          what: 'our Nest transport drains 200,000 events, vs raw eachBatch',
          unit: 'events/s',
          goal: atLeast(0.85, 0.95),
          rounds: found.map((f) => ({ floor: f.raw, ours: f.ours })),
        },
        {
          id: 'R5p',
          what: 'the same with the data parsed, vs ServerKafka of Nest',
          unit: 'events/s',
          goal: atLeast(2, 2.4),
          rounds: found.map((f) => ({ floor: f.nest, ours: f.oursParsing })),
        },
      ];
    } finally {
      await ground.stopKafka(broker);
    }
  },
};

const replayed = 1_000_000;

export const replayFromKafka: RowGroup = {
  ids: ['R11'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const broker = await ground.kafka();
    try {
      const bridge = await BenchBridge.setUp({ ground, broker });
      await bridge.fill('fill', replayed, 5_000);
      const question = { brokers: broker.brokers, topic, events: replayed, parse: false };
      const found = await inTurn(
        rounds,
        {
          raw: (round) => drained('floors/tuned/drain', { ...question, group: `raw-${round}` }),
          ours: (round) => drained('ours/replay', { ...question, group: `ours-${round}` }, profileFolder),
        },
        say,
      );
      return [
        {
          id: 'R11',
          what: 'replay of 1,000,000 events from Kafka, vs raw eachBatch',
          unit: 'events/s',
          goal: atLeast(0.5, 0.8),
          rounds: found.map((f) => ({ floor: f.raw, ours: f.ours })),
        },
      ];
    } finally {
      await ground.stopKafka(broker);
    }
  },
};

export const replayEmbedded: RowGroup = {
  ids: ['R11e'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const bridge = await BenchBridge.setUp({ ground });
    await bridge.fill('fill', replayed, 5_000);
    // Else whoever reads first pays for what the first reading of new rows writes.
    await bridge.settle();
    const question = { brokers: [], databaseUrl: bridge.databaseUrl, topic, group: '', events: replayed, parse: false };
    const found = await inTurn(
      rounds,
      {
        raw: () => drained('floors/tuned/read-table', question),
        ours: () => drained('ours/replay', question, profileFolder),
      },
      say,
    );
    await ground.drop(bridge.databaseUrl);
    return [
      {
        id: 'R11e',
        what: 'replay of 1,000,000 events from the embedded log, vs its table read raw',
        unit: 'events/s',
        goal: atLeast(0.5, 0.8),
        rounds: found.map((f) => ({ floor: f.raw, ours: f.ours })),
      },
    ];
  },
};
