import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExchangeHttpModule, Keys, makePartitions, Participants, type SideDelivery, WebhookTarget } from '#delivery';
import { EventLog, eventLogMigrations, PostgresEventLog } from '#event-log';
import { exchangeMigrations } from '#delivery';
import { describeHttp, ErasedPeople, GatewayModule, KeyRing, PublicDocumentsModule } from '#gateway';
import {
  Clock,
  type EmbeddedPostgres,
  Health,
  Metrics,
  migrate,
  openDatabase,
  OperationsModule,
  type Settings,
  startEmbeddedPostgres,
  SettingsInvalid,
  SystemClock,
} from '#runtime';
import { deliverToBackOffices } from '../../back-office-connector/src/deliver-to-back-offices';
import { deliverToWebsites } from '../../web-ingest/src/deliver-to-websites';
import { type Access, ensureAccess } from './first-start';
import { KnownErasures } from './known-erasures';

@Module({})
class BridgeModule {}

export interface Bridge {
  readonly url: string;
  readonly access: Access;
  stop(): Promise<void>;
}

const schemasFolder = join(__dirname, '../../../../schemas');

/** Starts every part of the bridge in this process and answers where it listens. */
export async function startBridge(
  settings: Settings,
  onProgress: (what: string) => void,
  onTrouble: (what: string) => void,
): Promise<Bridge> {
  if (settings.eventLog === 'kafka') {
    throw new SettingsInvalid(['EVENT_LOG is "kafka"; this version has the embedded log alone, so it must be postgres or left out']);
  }
  mkdirSync(settings.dataDir, { recursive: true });
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of stops.splice(0).reverse()) await close();
  };
  try {
    const url = settings.databaseUrl ?? (await ownPostgres(settings, onProgress, stops)).url;
    onProgress('bringing the tables up to date');
    await migrate(url, [
      { schema: 'event_log', migrations: eventLogMigrations },
      { schema: 'exchange', migrations: exchangeMigrations },
    ]);
    const db = await openDatabase({ url, name: 'bridge', max: 20, everyAgency: true });
    stops.push(() => db.destroy());
    const clock = new SystemClock();
    await makePartitions(db, clock.now());
    const participants = new Participants(db);
    const keys = new Keys(db);
    const access = await ensureAccess(settings.dataDir, { participants, keys });
    const erased = new KnownErasures(db, onTrouble);
    await erased.start();
    stops.push(() => erased.stop());
    const log = new PostgresEventLog(db);
    const http = new WebhookTarget(clock);
    stops.push(() => http.close());
    const deliveries: SideDelivery[] = [deliverToWebsites, deliverToBackOffices].map((deliver) =>
      deliver({ db, log, participants, http, clock, dedupDays: settings.dedupDays, onTrouble }),
    );
    for (const delivery of deliveries) {
      await delivery.start();
      stops.push(() => delivery.stop());
    }
    const app = await NestFactory.create<NestFastifyApplication>(
      modulesFor({ db, participants, keys, log, erased, clock }),
      new FastifyAdapter({ bodyLimit: 2_097_152 }),
      { logger: ['error', 'warn'] },
    );
    describeHttp(app, { title: 'People Exchange bridge', version: '1', schemasFolder, takesEvents: true });
    await app.listen(settings.port, settings.host);
    stops.push(() => app.close());
    const address = app.getHttpServer().address();
    const port = typeof address === 'object' && address !== null ? address.port : settings.port;
    const where = `http://${settings.host}:${port}`;
    writeFileSync(join(settings.dataDir, 'address.json'), `${JSON.stringify({ url: where })}\n`);
    return { url: where, access, stop };
  } catch (error) {
    await stop().catch((second: unknown) => onTrouble(String(second)));
    throw error;
  }
}

async function ownPostgres(
  settings: Settings,
  onProgress: (what: string) => void,
  stops: (() => Promise<unknown>)[],
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: settings.dataDir, onProgress });
  stops.push(() => postgres.stop());
  return postgres;
}

function modulesFor(parts: {
  db: import('typeorm').DataSource;
  participants: Participants;
  keys: Keys;
  log: EventLog;
  erased: KnownErasures;
  clock: Clock;
}): DynamicModule {
  const health = new Health();
  health.add({ name: 'event log', check: () => parts.log.ready() });
  return {
    module: BridgeModule,
    imports: [
      OperationsModule.with(health, new Metrics({ withDefaults: true })),
      ExchangeHttpModule.with(parts),
      PublicDocumentsModule.from({ schemasFolder }),
      GatewayModule.forSides({
        sides: ['website', 'backOffice'],
        providers: [
          { provide: KeyRing, useValue: parts.keys },
          { provide: ErasedPeople, useValue: parts.erased },
          { provide: EventLog, useValue: parts.log },
          { provide: Clock, useValue: parts.clock },
        ],
      }),
    ],
  };
}
