import { type Exchange } from '#delivery';
import { areaFunctions, type MappingFunctions } from '#mapping';
import { type ProcessGround, type Sealing, sealingOf } from '#runtime';
import type { DynamicModule } from '@nestjs/common';
import { ConnectionsModule } from './http/connections.module';
import { ConnectionWorker } from './in/connection-worker';
import { Notifications } from './in/notifications';
import { OutboxRelay } from './in/outbox';
import { Sweeper } from './in/sweeper';
import { TakeHook } from './in/take-hook';
import { TakeRecord } from './in/take-record';
import { Ids } from './known/ids';
import { KnownPersons } from './known/known-persons';
import { ConnectionTarget } from './out/connection-target';
import { Ledger } from './out/ledger';
import { type ConnectionSetUp, openSetUp } from './setting-up/open-set-up';
import { forgetErased, prune, releaseKnown } from './tidy';

/** What a process holds of connections. */
export interface OpenConnections extends ConnectionSetUp {
  readonly takeHook: TakeHook;
  readonly worker: ConnectionWorker;
}

export interface ConnectionsGround {
  readonly sealing: Sealing;
  readonly historyDays: number;
}

/** Connections as a part of an app; one that does not work only sets up and shows, beside another process that does. */
export function connectionsPart(
  { settings }: Pick<ProcessGround, 'settings'>,
  exchange: Exchange,
  { works = true }: { works?: boolean } = {},
): { module: DynamicModule; setUp: ConnectionSetUp } {
  const sealing = sealingOf(settings);
  const setUp = works ? openConnections(exchange, { sealing, historyDays: settings.historyDays }) : openSetUp({ ...exchange, sealing });
  return { module: ConnectionsModule.over(setUp, settings.publicUrl), setUp };
}

/** Opens connections over an exchange and lets its lanes deliver to them; whoever serves them starts and stops the worker. */
export function openConnections(exchange: Exchange, { sealing, historyDays }: ConnectionsGround): OpenConnections {
  const { db, clock, log, erased, onTrouble, dedupDays } = exchange;
  const functions: MappingFunctions = areaFunctions;
  const setUp = openSetUp({ ...exchange, sealing });
  const { packs, connections, lines, lists, drifts } = setUp;
  const ids = new Ids(db);
  const notifications = new Notifications(db);
  const takeRecord = new TakeRecord({ db, lines, ids, notifications, clock, functions, erased });
  let pruned = 0;
  const worker: ConnectionWorker = new ConnectionWorker({
    connections,
    notifications,
    takeRecord,
    relay: new OutboxRelay({ db, log, erased, clock, onTrouble }),
    sweeper: new Sweeper({ db, lines, notifications, clock, functions }),
    lists,
    clock,
    tidy: async () => {
      const now = clock.now();
      await releaseKnown(db, now);
      await forgetErased(db);
      if (now.getTime() - pruned < 3_600_000) return;
      pruned = now.getTime();
      await prune(db, { now, historyDays, dedupDays });
    },
    onTrouble,
  });
  exchange.serveConnections(
    new ConnectionTarget({
      persons: new KnownPersons(db),
      db,
      ids,
      ledger: new Ledger(db),
      drifts,
      clock,
      functions,
      connections,
      packs,
      lines,
      onOwnWrite: () => worker.notify(),
    }),
  );
  const takeHook = new TakeHook({ db, connections, notifications, clock, functions, onKept: () => worker.notify() });
  return {
    ...setUp,
    takeHook,
    worker,
    close: async () => {
      await worker.stop();
      await setUp.close();
    },
  };
}
