import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionsPart } from '#connections';
import { type Exchange, ExchangeHttpModule, openExchange } from '#delivery';
import { createTopics, kafkaConnectionOf, TopicHasFewerPartitions } from '#event-log';
import { serveApp } from '#gateway';
import { demandAddress, metricsAddressOf, prepareDataDir, type ProcessGround, startEmbeddedPostgres } from '#runtime';
import { signOnPart } from '#sign-on';
import { backOfficeConnector } from '../../back-office-connector/src/back-office-connector';
import { leadDeskOver } from '../../lead-desk/src';
import { webIngest } from '../../web-ingest/src/web-ingest';
import { type Access, ensureAccess } from './first-access';
import { migrateAll } from './tables';

export interface RunningBridge {
  readonly url: string;
  /** For Prometheus; on a port of its own. */
  readonly metricsUrl: string;
  readonly access: Access;
  /** True where the access was made at this start. */
  readonly isNew: boolean;
}

/** Starts every part of the bridge in this process and answers where it listens. */
export async function startBridge(ground: ProcessGround, onProgress: (what: string) => void): Promise<RunningBridge> {
  await demandAddresses(ground.settings);
  const { exchange, access, isNew } = await prepareBridge(ground, onProgress);
  onProgress('starting the apps');
  const connections = connectionsPart(ground, exchange);
  const signOn = signOnPart(ground, exchange);
  const { url, metricsUrl } = await serveApp(ground, {
    title: 'People Exchange bridge',
    sides: ['website', 'backOffice'],
    over: exchange,
    publicKeys: signOn.publicKeys,
    parts: [
      { module: ExchangeHttpModule.with(exchange) },
      webIngest(exchange),
      backOfficeConnector(exchange),
      leadDeskOver(exchange, connections.setUp, signOn.open, ground.settings),
      connections,
      signOn,
    ],
  });
  writeFileSync(join(ground.settings.dataDir, 'address.json'), `${JSON.stringify({ url, metricsUrl })}\n`);
  return { url, metricsUrl, access, isNew };
}

async function demandAddresses(settings: ProcessGround['settings']): Promise<void> {
  await demandAddress(settings);
  const metrics = metricsAddressOf(settings);
  if (metrics.wanted) await demandAddress(metrics, { port: 'METRICS_PORT', host: 'METRICS_HOST' });
}

/** The database with its tables, and the access of a first start. */
export async function prepareBridge(
  ground: ProcessGround,
  onProgress: (what: string) => void,
): Promise<{ exchange: Exchange; access: Access; isNew: boolean }> {
  // Keys and address stand there, whoever's the database is.
  prepareDataDir(ground.settings.dataDir);
  const url = ground.settings.databaseUrl ?? (await ownPostgres(ground, onProgress));
  onProgress('bringing the tables up to date');
  await migrateAll(url, onProgress);
  if (ground.settings.eventLog === 'kafka') await makeTopics(ground, onProgress);
  const exchange = await openExchange(ground, url, 'bridge');
  await exchange.participants.seatLeadDesk();
  return { exchange, ...(await ensureAccess(ground.settings.dataDir, exchange)) };
}

/** As with the tables, who starts everything at once need not make them first. Topics that are there stay as they are. */
async function makeTopics({ settings, log }: ProcessGround, onProgress: (what: string) => void): Promise<void> {
  onProgress('looking for the topics');
  try {
    const { logPartitions: partitions, logReplication: replication, logRetentionDays: retentionDays } = settings;
    await createTopics({ ...kafkaConnectionOf(settings), partitions, replication, retentionDays });
  } catch (error) {
    if (!(error instanceof TopicHasFewerPartitions)) throw error;
    log.warn({ ...error.facts }, 'a topic has fewer partitions than LOG_PARTITIONS says, and is used as it is');
  }
}

export async function ownPostgres({ settings, log, shutdown }: ProcessGround, onProgress: (what: string) => void): Promise<string> {
  const onLost = (said: string): void => {
    if (shutdown.begun) return;
    log.fatal({ said }, 'the database ended; this process ends too, and a new start goes on where it was');
    void shutdown.run('the database ended').then(() => process.exit(75)); // EX_TEMPFAIL of sysexits.h
  };
  const postgres = await startEmbeddedPostgres({ dataDir: settings.dataDir, onProgress, onLost });
  shutdown.on('close', 'embedded PostgreSQL', () => postgres.stop());
  return postgres.url;
}
