import { setTimeout as pause } from 'node:timers/promises';
import { KafkaEventLog, PostgresEventLog, type RecordBatch } from '#event-log';
import * as positions from '../../../libs/delivery/src/inbox/positions';
import * as runQueue from '../../../libs/delivery/src/lanes/run-queue';
import type { Target } from '../../../libs/delivery/src/participants/target';
import { EventRouter } from '../../../libs/delivery/src/routing/event-router';
import { WebhookTarget } from '../../../libs/delivery/src/targets/webhook-target';
import type { Outgoing } from '../../../libs/delivery/src/targets/http-target';
import { around } from './patch';

const logs = [PostgresEventLog.prototype, KafkaEventLog.prototype];
/** True for every n-th call. */
const every = (n: number): (() => boolean) => {
  let count = 0;
  return () => (count += 1) % n === 0;
};

/** Bugs that somebody could write, each put into a bridge of its own: the checker has to find every one. */
export const seededBugs: Readonly<Record<string, () => void>> = {
  /** 202 before the event is durable. */
  acknowledgesBeforeAppend: () => {
    for (const log of logs) {
      around(log, 'append', async (original, args) => {
        void pause(1_500).then(() => original(...args));
      });
    }
  },
  /** The position moves in a transaction of its own, before the effects. */
  commitsBeforeTransaction: () => {
    const movedEarly = new Set<string>();
    const nameOf = (place: unknown): string => {
      const { reader, topic, partition } = place as { reader: string; topic: string; partition: number };
      return `${reader} ${topic} ${partition}`;
    };
    around(EventRouter.prototype, 'take', async (original, args, self) => {
      // The router's own parts; a bug may reach for what is private.
      const { o } = self as { o: { db: Parameters<typeof positions.positionOf>[0]; reader: string } };
      const batch = args[0] as RecordBatch;
      const next = BigInt(batch.records.at(-1)?.position ?? 0) + 1n;
      await o.db.query(
        `insert into exchange.positions (reader, topic, partition, next) values ($1, $2, $3, $4)
         on conflict (reader, topic, partition) do update set next = excluded.next`,
        [o.reader, batch.topic, batch.partition, next.toString()],
      );
      await pause(200);
      movedEarly.add(nameOf({ ...batch, reader: o.reader }));
      await original(...args);
    });
    around(positions, 'holdPositions', async (original, args) => {
      // What the function answers by its own type.
      const held = (await original(...args)) as ReadonlyMap<number, bigint>;
      return new Map(
        [...held].map(([partition, next]) => [partition, movedEarly.has(nameOf({ ...Object(args[1]), partition })) ? 0n : next]),
      );
    });
    around(positions, 'movePositions', async (original, args) => {
      const moves = args[2] as readonly positions.Move[];
      const left = moves.filter(({ partition }) => !movedEarly.delete(nameOf({ ...Object(args[1]), partition })));
      if (left.length > 0) await original(args[0], args[1], left);
    });
  },
  skipsAnEvent: () => {
    const due = every(5);
    around(EventRouter.prototype, 'take', async (original, args) => {
      const batch = args[0] as RecordBatch;
      const records = due() && batch.records.length > 1 ? batch.records.slice(1) : batch.records;
      await original({ ...batch, records });
    });
  },
  swapsTwoOfOnePerson: () => {
    around(runQueue, 'runQueue', async (original, args) => {
      const [queue, ...others] = args as Parameters<typeof runQueue.runQueue>;
      return original({ ...queue, rows: queue.rows.toReversed() }, ...others);
    });
  },
  deliversTwice: () => {
    const due = every(40);
    around(WebhookTarget.prototype, 'send', async (original, args) => {
      const outgoing = args[0] as Outgoing;
      if (due()) await original({ ...outgoing, webhookId: `${outgoing.webhookId}-again` });
      return original(outgoing);
    });
  },
  /** What waits behind a failing event is taken for delivered. */
  dropsAHeldOne: () => {
    around(runQueue, 'runQueue', async (original, args) => {
      const queue = args[0] as Parameters<typeof runQueue.runQueue>[0];
      const run = (await original(...args)) as runQueue.QueueRun;
      const failed = run.steps.at(-1);
      const behind = queue.rows[run.steps.length];
      if (failed?.kind !== 'failed' || !behind) return run;
      const dropped = { kind: 'delivered', row: behind, answer: failed.answer, sentAs: failed.sentAs, learnt: null, version: null };
      return { ...run, steps: [...run.steps, { ...dropped, body: behind.key }] };
    });
  },
  crossesAgencies: () => sendElsewhere((target, other) => other.agency !== target.agency && other.side === target.side),
  /** A cache that nobody empties. */
  keepsWhatItTook: () => {
    const kept: Buffer[] = [];
    for (const log of logs) {
      around(log, 'append', async (original, args) => {
        kept.push(Buffer.alloc(6 * 2 ** 20, 1));
        await original(...args);
      });
    }
  },
  /** Whoever is slow keeps everybody waiting. */
  sendsOneAtATime: () => {
    let before: Promise<unknown> = Promise.resolve();
    around(WebhookTarget.prototype, 'send', (original, args) => {
      const sent = before.then(() => original(...args));
      before = sent.catch(() => undefined);
      return sent;
    });
  },
  returnsToTheOrigin: () => sendElsewhere((target, other) => other.agency === target.agency && other.side !== target.side),
};

/** Every fortieth delivery also goes to another target that was seen before. */
function sendElsewhere(isElsewhere: (target: Target, other: Target) => boolean): void {
  const seen = new Map<string, Target>();
  const due = every(40);
  around(WebhookTarget.prototype, 'send', async (original, args) => {
    const outgoing = args[0] as Outgoing;
    seen.set(outgoing.target.id, outgoing.target);
    const elsewhere = due() ? [...seen.values()].find((other) => isElsewhere(outgoing.target, other)) : undefined;
    if (elsewhere) await original({ ...outgoing, target: elsewhere, webhookId: `${outgoing.webhookId}-elsewhere` });
    return original(outgoing);
  });
}
