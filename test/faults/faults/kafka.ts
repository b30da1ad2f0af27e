import { setTimeout as pause } from 'node:timers/promises';
import { topics } from '#event-log';
import { check } from '../check/check';
import type { Sent } from '../load/sent';
import { KafkaUnderFault } from '../ground/kafka-under-fault';
import { type Ground, Run } from '../ground/run';
import type { Fault } from './fault';
import { underLoad } from './under-load';

const logs = ['kafka'] as const;
const brokerOf = ({ kafka }: Ground): KafkaUnderFault => {
  if (!kafka) throw new TypeError('this fault needs a Kafka');
  return kafka;
};

export const kafkaFaults: readonly Fault[] = [
  {
    name: 'kafka-killed',
    what: 'kill -9 of the broker, which comes back at once (it opens its port after 13 s)',
    logs,
    run: (ground) =>
      underLoad(
        ground,
        async () => {
          await brokerOf(ground).kill();
          await brokerOf(ground).startAgain();
        },
        { load: { insistMs: 120_000 }, settleMs: 120_000 },
      ),
  },
  {
    name: 'kafka-away',
    what: 'the broker refuses connections for 60 s',
    logs,
    run: (ground) =>
      underLoad(ground, () => brokerOf(ground).wire.troubleFor('away', 60_000 * ground.scale), {
        load: { insistMs: 180_000 },
        settleMs: 120_000,
      }),
  },
  {
    name: 'kafka-half-open',
    what: 'nothing comes from the broker for 20 s and no connection breaks',
    logs,
    run: (ground) =>
      underLoad(ground, () => brokerOf(ground).wire.troubleFor('halfOpen', 20_000 * ground.scale), {
        load: { insistMs: 120_000 },
        settleMs: 120_000,
      }),
  },
  {
    name: 'kafka-answers-cut',
    what: 'connections to the broker break when the answer comes, so that nobody knows whether it was appended',
    logs,
    run: (ground) =>
      underLoad(
        ground,
        async () => {
          for (let times = 0; times < 8; times += 1) {
            await brokerOf(ground).wire.troubleFor('deafToAnswers', 80);
            await pause(600);
          }
        },
        { load: { insistMs: 120_000 }, settleMs: 120_000 },
      ),
  },
  {
    name: 'group-offsets-gone',
    what: 'the groups are deleted from Kafka while the bridge is stopped: the positions of the inbox are the truth',
    logs,
    run: (ground) =>
      underLoad(ground, async ({ bridge }) => {
        await bridge.end('SIGTERM');
        await brokerOf(ground).asAdmin(async (admin) => {
          const { groups } = await admin.listGroups();
          await admin.deleteGroups(groups.map(({ groupId }) => groupId));
        });
        await bridge.start();
      }),
  },
  {
    name: 'retention-overtakes-lag',
    what: 'records are deleted before they were read: an incident that is said loudly, and the rest goes on',
    logs,
    run: async (ground) => {
      const run = await Run.begin(ground);
      try {
        run.beginLoad({ insistMs: 500, each: 12 });
        await run.afterEvents(150);
        await run.bridge.end('SIGKILL');
        await brokerOf(ground).asAdmin(async (admin) => {
          for (const topic of Object.values(topics)) {
            const ends = await admin.fetchTopicOffsets(topic);
            await admin.deleteTopicRecords({ topic, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
          }
        });
        await run.bridge.start();
        run.beginLoad({ each: 12, first: 100 });
        // Of those before, some are gone; with an introduction goes what the branch says of that person.
        const whole = ({ n, side }: Sent): boolean => n >= 100 && side === 'website';
        const settled = await run.settled(60_000, whole);
        const facts = await run.facts(settled);
        if (!/were gone before they were read/.test(run.bridge.said))
          throw new TypeError(`records were gone and nobody said so: ${run.bridge.said.slice(-1_000)}`);
        return check({ ...facts, sent: facts.sent.filter(whole) });
      } finally {
        await run.close();
      }
    },
  },
  {
    name: 'database-restored-from-older-copy',
    what: 'the database goes back to a copy made under load: what the log still has is taken again, and has one effect',
    logs,
    run: (ground) =>
      underLoad(ground, async ({ bridge, database }) => {
        await bridge.end('SIGTERM');
        await ground.postgres.asAdmin((admin) =>
          admin.query(`create database ${database.name}_copy template ${database.name} owner bridge`),
        );
        await bridge.start();
        await pause(2_500);
        await bridge.end('SIGTERM');
        await ground.postgres.dropDatabase(database.name);
        await ground.postgres.asAdmin((admin) => admin.query(`alter database ${database.name}_copy rename to ${database.name}`));
        await bridge.start();
      }),
  },
  {
    name: 'three-brokers-two-killed',
    what: 'of three brokers one is killed, then another: with three copies and two in sync nothing is lost, and it goes on when they are back',
    logs,
    async run(ground) {
      const kafka = await KafkaUnderFault.startThree();
      try {
        return await underLoad(
          { ...ground, kafka },
          async () => {
            const [, second, third] = kafka.nodes;
            await second?.kill();
            await pause(6_000 * ground.scale);
            await third?.kill();
            await pause(6_000 * ground.scale);
            await second?.start();
            await third?.start();
          },
          { load: { insistMs: 180_000 }, settleMs: 180_000 },
        );
      } finally {
        await kafka.close();
      }
    },
  },
];
