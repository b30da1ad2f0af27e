import { setTimeout as pause } from 'node:timers/promises';
import { Wire } from '../../conformance/wire';
import { BenchBridge } from '../harness/bridge';
import { Part } from '../harness/child';
import { runOf } from '../harness/floors';
import { ourLine } from '../harness/lines';
import { inTurn } from '../harness/rounds';
import { atLeast, atMost, type Measured, type RowGroup, type RunOptions } from '../harness/row';
import { Receivers } from '../load/receivers';
import type { OpenLoad, Sent } from '../load/sender';
import type { Manner } from '../load/target';

/** Four targets, of which two stay well: how fast those two are while the other two are well, and while they are not. */
export const oneDeadOneSlow: RowGroup = {
  ids: ['R18'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const receivers = await Receivers.start(4);
    const events = 6_000;
    try {
      const targets = receivers.ports.map((port) => ({ port, connections: 16 }));
      const bridges = {
        before: await BenchBridge.setUp({ ground, targets, profileFolder }),
        trouble: await BenchBridge.setUp({ ground, targets, profileFolder }),
      };
      const delivery = async (bridge: BenchBridge, run: string, manners: readonly Manner[]): Promise<number> => {
        await bridge.fill(run, events, 2_000);
        await receivers.reset(run, manners);
        const { app } = await bridge.start('back-office-connector');
        return receivers
          .all(events, { ports: [0, 1] })
          .then(({ perSecond }) => perSecond)
          .finally(() => app.stop());
      };
      const found = await inTurn(
        rounds,
        {
          before: (round) => delivery(bridges.before, runOf('b', round), [0, 0, 0, 0]),
          trouble: (round) => delivery(bridges.trouble, runOf('t', round), [0, 0, 'hangUp', 2_000]),
        },
        say,
      );
      return [
        {
          id: 'R18',
          what: 'two well targets beside a dead and a slow one, vs all four well',
          unit: 'events/s each',
          goal: atLeast(0.9, 0.98),
          rounds: found.map((f) => ({ floor: f.before, ours: f.trouble })),
        },
      ];
    } finally {
      await receivers.stop();
    }
  },
};

const rate = 1_000;
const awaySeconds = 60;
const wallClock = (): number => performance.timeOrigin + performance.now();

/** The first moment after the heal at which no more than a tenth of a second's events were still due. */
function secondsToNoLag(dueAt: readonly number[], cameAt: readonly number[], healedAt: number): number {
  const moments = [...dueAt.map((at) => ({ at, by: 1 })), ...cameAt.map((at) => ({ at, by: -1 }))].toSorted((a, b) => a.at - b.at);
  let due = 0;
  for (const { at, by } of moments) {
    due += by;
    if (at > healedAt && due <= rate / 10) return (at - healedAt) / 1000;
  }
  return Number.POSITIVE_INFINITY;
}

async function afterAbsence({ ground, profileFolder }: RunOptions, run: string, what: 'broker' | 'database'): Promise<number> {
  const broker = await ground.kafka();
  const receivers = await Receivers.start();
  const sender = Part.start('load/sender');
  const wire = await Wire.to(ground.postgresAt);
  try {
    const targets = [{ port: receivers.ports[0] ?? 0, connections: 64 }];
    const bridge = await BenchBridge.setUp({ ground, broker, targets, profileFolder, databasePort: wire.port });
    await receivers.reset(run);
    const line = await ourLine(bridge);
    const seconds = awaySeconds + 20;
    const load: OpenLoad = {
      kind: 'open',
      path: '/v1/events',
      connections: 64,
      persons: 5_000,
      port: line.port,
      key: line.key,
      run,
      rate,
      seconds,
    };
    const sending = sender.ask<Sent>(load);
    await pause(8_000);
    await (what === 'broker' ? broker.kill() : wire.trouble('away'));
    await pause(awaySeconds * 1000);
    await (what === 'broker' ? broker.start() : wire.trouble('open'));
    const healedAt = wallClock();
    const { dueAt } = await sending;
    await receivers.all(dueAt.length, { seconds: 180, afterTrouble: true });
    const { cameAt } = await receivers.report();
    await line.stop();
    return secondsToNoLag(dueAt, cameAt, healedAt);
  } finally {
    await wire.cut();
    await sender.stop();
    await receivers.stop();
    await ground.stopKafka(broker);
  }
}

function absence(id: string, what: 'broker' | 'database'): RowGroup {
  return {
    ids: [id],
    measure: async (o): Promise<Measured[]> => {
      // Two minutes each: fewer rounds than the others.
      const found = await inTurn(
        Math.min(o.rounds, 2),
        { seconds: (round) => afterAbsence(o, runOf(what.slice(0, 1), round), what) },
        o.say,
      );
      return [
        {
          id,
          what: `${what} away for 60 s at 1,000 events/s: seconds from the heal to no lag`,
          unit: 's',
          goal: atMost(60, 20),
          rounds: found.map(({ seconds }) => ({ floor: 1, ours: seconds })),
        },
      ];
    },
  };
}

export const brokerAway = absence('R19', 'broker');
export const databaseAway = absence('R19d', 'database');
