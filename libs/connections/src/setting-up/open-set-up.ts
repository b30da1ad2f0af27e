import type { Participants } from '#delivery';
import { areaFunctions } from '#mapping';
import type { Clock, Sealing } from '#runtime';
import type { DataSource } from 'typeorm';
import { DriftReport } from '../out/drift-report';
import { MadeRequests } from '../out/made-requests';
import { Packs } from '../packs/packs';
import { DraftRunner } from '../studio/draft-runner';
import { Drafts } from '../studio/drafts';
import { Studio } from '../studio/studio';
import { TokenStore } from '../vendor/tokens';
import { VendorClient } from '../vendor/vendor-client';
import { VendorLines } from '../vendor-line';
import { Acts } from './acts';
import { ConnectionStates } from './connection-states';
import { ConnectionViews } from './connection-views';
import { Connections } from './connections';
import { ListChecks } from './list-checks';
import { TestConnection } from './test-connection';
import { VendorSignIns } from './vendor-sign-ins';

/** What it takes to set connections up, to try them, and to look at what they do. */
export interface ConnectionSetUp {
  readonly packs: Packs;
  readonly connections: Connections;
  readonly views: ConnectionViews;
  readonly test: TestConnection;
  readonly drifts: DriftReport;
  readonly acts: Acts;
  readonly signIns: VendorSignIns;
  readonly requests: MadeRequests;
  readonly studio: Studio;
  close(): Promise<void>;
}

export interface SetUpGround {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly participants: Participants;
  readonly sealing: Sealing;
  onTrouble(message: string): void;
}

/** Opens what sets up and shows, beside whoever delivers: nothing is read, swept or told by it. */
export function openSetUp(o: SetUpGround): ConnectionSetUp & { readonly lines: VendorLines; readonly lists: ListChecks } {
  const { db, clock, participants, sealing, onTrouble } = o;
  const packs = new Packs(db, areaFunctions);
  const connections = new Connections({ db, participants, packs, sealing, onTrouble });
  const client = new VendorClient(clock);
  const studio = new Studio({ drafts: new Drafts(db, clock), packs, runner: new DraftRunner() });
  const lines = new VendorLines({ db, client, tokens: new TokenStore(db, sealing), states: new ConnectionStates(db), clock });
  const acts = new Acts(db);
  const lists = new ListChecks({ db, lines, clock, functions: areaFunctions });
  return {
    packs,
    connections,
    lines,
    lists,
    views: new ConnectionViews(db),
    test: new TestConnection(connections, lines, lists),
    drifts: new DriftReport(db),
    acts,
    signIns: new VendorSignIns({ db, clock, sealing, connections, lines, acts }),
    requests: new MadeRequests(db),
    studio,
    close: () => {
      studio.close();
      return client.close();
    },
  };
}
