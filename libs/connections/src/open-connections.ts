import { type Exchange } from '#delivery';
import { areaFunctions, type MappingFunctions } from '#mapping';
import type { ProcessGround } from '#runtime';
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
import { DriftReport } from './out/drift-report';
import { Ledger } from './out/ledger';
import { Packs } from './packs/packs';
import { ConnectionStates } from './setting-up/connection-states';
import { Connections } from './setting-up/connections';
import { ConnectionViews } from './setting-up/connection-views';
import { sealingOf } from './setting-up/sealing-of';
import { TestConnection } from './setting-up/test-connection';
import { forgetErased, prune, releaseKnown } from './tidy';
import type { Sealing } from './vendor/sealing';
import { TokenStore } from './vendor/tokens';
import { VendorClient } from './vendor/vendor-client';
import { VendorLines } from './vendor-line';

/** What a process holds of connections. */
export interface OpenConnections {
  readonly packs: Packs;
  readonly connections: Connections;
  readonly views: ConnectionViews;
  readonly test: TestConnection;
  readonly drifts: DriftReport;
  readonly takeHook: TakeHook;
  readonly worker: ConnectionWorker;
  close(): Promise<void>;
}

export interface ConnectionsGround {
  readonly sealing: Sealing;
  readonly historyDays: number;
}

/** Connections as a part of an app. */
export function connectionsPart({ settings }: ProcessGround, exchange: Exchange): { module: DynamicModule } {
  return { module: ConnectionsModule.over(openConnections(exchange, { sealing: sealingOf(settings), historyDays: settings.historyDays })) };
}

/** Opens connections over an exchange and lets its lanes deliver to them; whoever serves them starts and stops the worker. */
export function openConnections(exchange: Exchange, { sealing, historyDays }: ConnectionsGround): OpenConnections {
  const { db, clock, log, erased, participants, onTrouble, dedupDays } = exchange;
  const functions: MappingFunctions = areaFunctions;
  const packs = new Packs(db, functions);
  const connections = new Connections({ db, participants, packs, sealing, onTrouble });
  const client = new VendorClient(clock);
  const lines = new VendorLines({ db, client, tokens: new TokenStore(db, sealing), states: new ConnectionStates(db), clock });
  const ids = new Ids(db);
  const notifications = new Notifications(db);
  const drifts = new DriftReport(db);
  const takeRecord = new TakeRecord({ db, lines, ids, notifications, clock, functions, erased });
  let pruned = 0;
  const worker: ConnectionWorker = new ConnectionWorker({
    connections,
    notifications,
    takeRecord,
    relay: new OutboxRelay({ db, log, erased, clock, onTrouble }),
    sweeper: new Sweeper({ db, lines, notifications, clock, functions }),
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
    packs,
    connections,
    views: new ConnectionViews(db),
    test: new TestConnection(connections, lines),
    drifts,
    takeHook,
    worker,
    close: async () => {
      await worker.stop();
      await client.close();
    },
  };
}
