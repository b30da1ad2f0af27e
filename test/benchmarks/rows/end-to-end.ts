import { BenchBridge } from '../harness/bridge';
import { Part } from '../harness/child';
import { floorDatabase, runOf } from '../harness/floors';
import type { Broker } from '../harness/ground';
import { floorLine, type Line, ourLine } from '../harness/lines';
import { peakMemory } from '../harness/memory';
import { inTurn, percentile } from '../harness/rounds';
import { atLeast, atMost, type Measured, type RowGroup, type RunOptions } from '../harness/row';
import { Receivers } from '../load/receivers';
import type { ClosedLoad, OpenLoad, Sent } from '../load/sender';

export const connections = 64;

export interface Stage {
  readonly broker: Broker;
  readonly receivers: Receivers;
  ours(): Promise<Line>;
  floor(floor: 'naive' | 'tuned', run: string): Promise<Line>;
}

export async function onStage<T>({ ground, profileFolder }: RunOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const broker = await ground.kafka();
  const receivers = await Receivers.start();
  try {
    const databaseUrl = await floorDatabase(ground);
    const targets = [{ port: receivers.ports[0] ?? 0, connections }];
    const bridge = await BenchBridge.setUp({ ground, broker, targets, profileFolder });
    return await work({
      broker,
      receivers,
      ours: () => ourLine(bridge),
      floor: (floor, run) => floorLine(floor, { broker, databaseUrl, target: receivers.urlOf(0), connections, run }),
    });
  } finally {
    await receivers.stop();
    await ground.stopKafka(broker);
  }
}

const load = { path: '/v1/events', connections, persons: 5_000 } as const;

async function send(o: ClosedLoad | OpenLoad): Promise<Sent> {
  const sender = Part.start('load/sender');
  return sender.ask<Sent>(o).finally(() => sender.stop());
}

/** Events per second from the first request to the last delivery, and the most memory a process of the line took. */
export async function through(
  { receivers }: Stage,
  line: Line,
  run: string,
  events: number,
  o: { unordered?: boolean } = {},
): Promise<{ perSecond: number; peak: number }> {
  await receivers.reset(run);
  try {
    const { startedAt } = await send({ ...load, kind: 'closed', port: line.port, key: line.key, run, events });
    const { lastAt } = await receivers.all(events, { afterTrouble: o.unordered });
    return { perSecond: (events * 1000) / (lastAt - startedAt), peak: Math.max(...line.pids.map(peakMemory)) };
  } finally {
    await line.stop();
  }
}

/** Of the quicker contestants alike, as many as leave a process's first seconds, in which it compiles, without weight. */
const events = 50_000;

export const endToEnd: RowGroup = {
  ids: ['R14', 'R14t', 'R15'],
  measure: (o) =>
    onStage(o, async (stage): Promise<Measured[]> => {
      const peaks: { ours: number[]; tuned: number[] } = { ours: [], tuned: [] };
      const found = await inTurn(
        o.rounds,
        {
          naive: async (round) => (await through(stage, await stage.floor('naive', runOf('n', round)), runOf('n', round), 3_000)).perSecond,
          ours: async (round) => {
            const { perSecond, peak } = await through(stage, await stage.ours(), runOf('o', round), events);
            peaks.ours.push(peak);
            return perSecond;
          },
          tuned: async (round) => {
            const { perSecond, peak } = await through(stage, await stage.floor('tuned', runOf('t', round)), runOf('t', round), events);
            peaks.tuned.push(peak);
            return perSecond;
          },
        },
        o.say,
      );
      const what = 'end to end, HTTP to Kafka to inbox to HTTP, 64 connections';
      return [
        {
          id: 'R14',
          what: `${what}, vs naive`,
          unit: 'events/s',
          goal: atLeast(8, 12),
          rounds: found.map((f) => ({ floor: f.naive, ours: f.ours })),
        },
        {
          id: 'R14t',
          what: `${what}, vs tuned`,
          unit: 'events/s',
          goal: atLeast(null, null),
          rounds: found.map((f) => ({ floor: f.tuned, ours: f.ours })),
        },
        {
          id: 'R15',
          what: 'peak memory of the larger process of a line under that load, vs tuned',
          unit: 'MiB',
          goal: atMost(1.5, 1.2),
          rounds: peaks.ours.map((ours, round) => ({ floor: peaks.tuned[round] ?? Number.NaN, ours })),
        },
      ];
    }),
};

const latencySeconds = 14;
const settling = 4_000;

/** From the moment an event was due to its arrival at the target, at a steady rate; the first four seconds are left out. */
async function latencies({ receivers }: Stage, line: Line, run: string, rate: number): Promise<{ p50: number; p99: number }> {
  await receivers.reset(run);
  try {
    const { dueAt } = await send({ ...load, kind: 'open', port: line.port, key: line.key, run, rate, seconds: latencySeconds });
    await receivers.all(dueAt.length);
    const { cameAt } = await receivers.report();
    const from = (dueAt[0] ?? 0) + settling;
    const took = dueAt.flatMap((due, n) => (due < from ? [] : [(cameAt[n] ?? Number.NaN) - due]));
    return { p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
  } finally {
    await line.stop();
  }
}

export const latency: RowGroup = {
  ids: ['R12', 'R12p99'],
  measure: (o) =>
    onStage(o, async (stage): Promise<Measured[]> => {
      const mostOf = async (line: Line, run: string, events: number): Promise<number> =>
        (await through(stage, line, run, events)).perSecond;
      const most = {
        ours: await mostOf(await stage.ours(), 'omax', 30_000),
        tuned: await mostOf(await stage.floor('tuned', 'tmax'), 'tmax', 30_000),
      };
      const p99s: { ours: number[]; tuned: number[] } = { ours: [], tuned: [] };
      const found = await inTurn(
        o.rounds,
        {
          tuned: async (round) => {
            const { p50, p99 } = await latencies(stage, await stage.floor('tuned', runOf('t', round)), runOf('t', round), most.tuned / 5);
            p99s.tuned.push(p99);
            return p50;
          },
          ours: async (round) => {
            const { p50, p99 } = await latencies(stage, await stage.ours(), runOf('o', round), most.ours / 5);
            p99s.ours.push(p99);
            return p50;
          },
        },
        o.say,
      );
      const what = 'due to delivered at a fifth of its own most, open loop';
      const notes = [`at ${Math.round(most.ours / 5)} events/s, tuned at ${Math.round(most.tuned / 5)}`];
      return [
        {
          id: 'R12',
          what: `${what}, p50, vs tuned`,
          unit: 'ms',
          goal: atMost(1 / 3, 0.1),
          rounds: found.map((f) => ({ floor: f.tuned, ours: f.ours })),
          notes,
        },
        {
          id: 'R12p99',
          what: `${what}, p99, vs tuned`,
          unit: 'ms',
          goal: atMost(1 / 3, 0.1),
          rounds: p99s.ours.map((ours, round) => ({ floor: p99s.tuned[round] ?? Number.NaN, ours })),
        },
      ];
    }),
};
