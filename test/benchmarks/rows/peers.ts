import { freePort } from '#runtime';
import { BenchBridge } from '../harness/bridge';
import { runOf } from '../harness/floors';
import { floorTopic } from '../harness/ground';
import type { Line } from '../harness/lines';
import { inTurn } from '../harness/rounds';
import { atLeast, type RowGroup, type RunOptions } from '../harness/row';
import { Bento, bentoConnector, bentoIngest, buildBento } from '../peers/bento';
import { connections, onStage, through } from './end-to-end';
import { ourIngest, sendTo } from './ingest';

async function bentoIngesting<T>(brokers: readonly string[], topic: string, work: (port: number, pid: number) => Promise<T>): Promise<T> {
  const port = await freePort();
  const bento = Bento.start(bentoIngest({ port, brokers, topic }), 'ingest');
  try {
    await answering(port);
    return await work(port, bento.pid);
  } finally {
    await bento.stop();
  }
}

/** Resolves when the port takes connections. */
async function answering(port: number): Promise<void> {
  for (;;) {
    const there = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (there) return;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
}

export const ingestBesideBento: RowGroup = {
  ids: ['R2b'],
  peer: true,
  measure: async ({ ground, rounds, say, profileFolder }) => {
    buildBento(say);
    const broker = await ground.kafka();
    try {
      await floorTopic(broker, 'peer.bento');
      const bridge = await BenchBridge.setUp({ ground, broker, profileFolder });
      const found = await inTurn(
        rounds,
        {
          bento: (round) => bentoIngesting(broker.brokers, 'peer.bento', (port) => sendTo(port, { run: runOf('b', round) })),
          ours: (round) => ourIngest(bridge, round),
        },
        say,
      );
      return [
        {
          id: 'R2b',
          what: 'ingest on Kafka, acks all, 64 connections, vs Bento 1.20, which checks nothing',
          unit: 'events/s',
          goal: atLeast(null, 1.5),
          rounds: found.map(({ bento, ours }) => ({ floor: bento, ours })),
        },
      ];
    } finally {
      await ground.stopKafka(broker);
    }
  },
};

async function bentoLine(brokers: readonly string[], target: string, run: string): Promise<Line> {
  const topic = `peer.line.${run}`;
  const port = await freePort();
  const connector = Bento.start(bentoConnector({ brokers, topic, target, connections }), 'connector');
  const ingest = Bento.start(bentoIngest({ port, brokers, topic }), 'ingest');
  await answering(port);
  return {
    port,
    pids: [ingest.pid, connector.pid],
    stop: async () => {
      await ingest.stop();
      await connector.stop();
    },
  };
}

export const endToEndBesideBento: RowGroup = {
  ids: ['R14b'],
  peer: true,
  measure: (o: RunOptions) => {
    buildBento(o.say);
    return onStage(o, async (stage) => {
      const { brokers } = stage.broker;
      const found = await inTurn(
        o.rounds,
        {
          bento: async (round) => {
            const run = runOf('b', round);
            await floorTopic(stage.broker, `peer.line.${run}`);
            const line = await bentoLine(brokers, stage.receivers.urlOf(0), run);
            return (await through(stage, line, run, 30_000, { unordered: true })).perSecond;
          },
          ours: async (round) => (await through(stage, await stage.ours(), runOf('o', round), 30_000)).perSecond,
        },
        o.say,
      );
      return [
        {
          id: 'R14b',
          what: 'end to end, 64 connections, vs Bento 1.20 without database, dedup and order',
          unit: 'events/s',
          goal: atLeast(null, 1.5),
          rounds: found.map(({ bento, ours }) => ({ floor: bento, ours })),
        },
      ];
    });
  },
};
