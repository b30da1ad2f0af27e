import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Keys, KnownErasures, makePartitions, Participants, WebhookTarget } from '#delivery';
import { EventLog, PostgresEventLog, topics } from '#event-log';
import { ErasedPeople, GatewayModule, KeyRing } from '#gateway';
import { Clock, Health, Metrics, openDatabase, OperationsModule, SystemClock } from '#runtime';
import type { DataSource } from 'typeorm';
import { BackOfficeDelivery } from '../../apps/back-office-connector/src/deliver-to-back-offices/back-office-delivery';
import { createAdministrator, LeadDeskModule, LeadDeskReader } from '../../apps/lead-desk/src';
import { WebsiteDelivery } from '../../apps/web-ingest/src/deliver-to-websites/website-delivery';
import { WebhookReceiver } from '../journeys/webhook-receiver';
import { freshDatabase } from '../postgres/fresh-database';

export const screensFolder = join(__dirname, '../../dist/apps/lead-desk-web');
export const administrator = { email: 'admin@oak.example', password: 'correct horse battery' };

export interface Desk {
  readonly url: string;
  readonly db: DataSource;
  /** The back office behind the webhook; its answers are the test's. */
  readonly office: WebhookReceiver;
  readonly keys: { readonly site: string; readonly office: string };
  /** Hands events in through the front door, as the website or the back office does. */
  send(from: 'site' | 'office', ...events: object[]): Promise<void>;
  end(): Promise<void>;
}

class NobodyErased extends ErasedPeople {
  has(): boolean {
    return false;
  }
}

@Module({})
class Host {}

/** The whole way in one process: front door, log, deliveries, lead desk and the built screens, on a database of its own. */
export async function standDesk(): Promise<Desk> {
  if (!existsSync(join(screensFolder, 'index.html'))) throw new TypeError('The screens are not built: run npm run build first.');
  const database = await freshDatabase();
  const db = await openDatabase({ url: database.url, name: 'screens test', everyAgency: true });
  const clock = new SystemClock();
  await makePartitions(db, clock.now());
  const participants = new Participants(db);
  const keyRing = new Keys(db);
  const office = new WebhookReceiver();
  await participants.addAgency({ id: 'oak', name: 'Oak & Partners', zone: 'Europe/London' });
  await participants.add({ agency: 'oak', id: 'site', name: 'oak.example', side: 'website', delivery: { mode: 'feed' } });
  const hook = { mode: 'webhook', url: await office.start(), allowPrivate: true } as const;
  const added = await participants.add({ agency: 'oak', id: 'office', name: 'Branch office', side: 'backOffice', delivery: hook });
  office.secret = added.webhookSecret ?? '';
  const keys = { site: (await keyRing.make('oak', 'site')).key, office: (await keyRing.make('oak', 'office')).key };
  await createAdministrator(db, { agency: 'oak', ...administrator, name: 'Olivia Oak' }, clock.now());

  const log = new PostgresEventLog(db);
  const http = new WebhookTarget(clock);
  const onTrouble = (): void => undefined;
  const exchange = {
    db,
    log,
    participants,
    keys: keyRing,
    erased: new KnownErasures(db, onTrouble),
    http,
    clock,
    dedupDays: 30,
    health: new Health(),
    onTrouble,
    onIncident: onTrouble,
  };
  const deliveries = [
    { delivery: new WebsiteDelivery(exchange), topic: topics.fromBackOffices },
    { delivery: new BackOfficeDelivery(exchange), topic: topics.fromWebsites },
  ];
  const delivering = await Promise.all(
    deliveries.map(async ({ delivery, topic }) => {
      await delivery.onApplicationBootstrap();
      return log.subscribe({
        group: delivery.group,
        topics: [topic],
        positionOf: (of, partition) => delivery.positionOf(of, partition),
        handle: (batch) => delivery.take(batch),
        onIncident: onTrouble,
      });
    }),
  );
  const app = await hostOf({ db, log, clock, participants, keyRing });
  const reader = app.get(LeadDeskReader, { strict: false });
  const reading = await log.subscribe({
    group: 'lead-desk',
    topics: [topics.fromWebsites, topics.fromBackOffices],
    positionOf: (topic, partition) => reader.positionOf(topic, partition),
    handle: (batch) => reader.take(batch),
    onIncident: onTrouble,
  });
  const url = await app.getUrl();

  return {
    url,
    db,
    office,
    keys,
    send: (from, ...events) => handIn(url, keys[from], events),
    end: async () => {
      await reading.stop();
      await app.close();
      await Promise.all(delivering.map((one) => one.stop()));
      for (const { delivery } of deliveries) await delivery.onApplicationShutdown();
      await http.close();
      await office.stop();
      await db.destroy();
      await database.drop();
    },
  };
}

async function hostOf(parts: {
  db: DataSource;
  log: EventLog;
  clock: Clock;
  participants: Participants;
  keyRing: Keys;
}): Promise<NestFastifyApplication> {
  const imports = [
    OperationsModule.with(new Health(), new Metrics()),
    GatewayModule.forSides({
      sides: ['website', 'backOffice'],
      providers: [
        { provide: KeyRing, useValue: parts.keyRing },
        { provide: ErasedPeople, useValue: new NobodyErased() },
        { provide: EventLog, useValue: parts.log },
        { provide: Clock, useValue: parts.clock },
      ],
    }),
    LeadDeskModule.forRoot({
      db: parts.db,
      clock: parts.clock,
      participants: parts.participants,
      settings: { screens: screensFolder, liveEveryMs: 50 },
    }),
  ];
  const app = await NestFactory.create<NestFastifyApplication>({ module: Host, imports }, new FastifyAdapter({ bodyLimit: 2_097_152 }), {
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  return app;
}

async function handIn(url: string, key: string, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  if (answer.status !== 202) throw new TypeError(`The front door answered ${answer.status}: ${await answer.text()}`);
}
