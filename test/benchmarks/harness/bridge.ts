import { join } from 'node:path';
import { Keys, Participants } from '#delivery';
import { makePartitions } from '../../../libs/delivery/src/upkeep/make-partitions';
import { createTopics, KafkaEventLog, PostgresEventLog, topics } from '#event-log';
import { openDatabase, projectFolder } from '#runtime';
import { migrateAll } from '../../../apps/bridge/src/tables';
import { acceptedEntry, agency, website } from '../load/accepted';
import { App } from './child';
import { type Broker, type Ground, partitions } from './ground';

export interface BridgeOptions {
  readonly ground: Ground;
  /** None: the embedded log. */
  readonly broker?: Broker;
  readonly targets?: readonly { readonly port: number; readonly connections: number }[];
  readonly profileFolder?: string;
  /** The programs reach the database by this port. */
  readonly databasePort?: number;
}

/** A database with one agency, its website's key and its back offices, and the means to start the bridge's programs on it. */
export class BenchBridge {
  private constructor(
    private readonly o: BridgeOptions,
    readonly databaseUrl: string,
    readonly key: string,
  ) {}

  static async setUp(o: BridgeOptions): Promise<BenchBridge> {
    const url = await o.ground.database();
    await migrateAll(url, () => undefined);
    if (o.broker) await createTopics({ brokers: o.broker.brokers, partitions, replication: 1, retentionDays: 1 });
    const db = await openDatabase({ url, name: 'bench', everyAgency: true });
    try {
      await makePartitions(db, new Date());
      const participants = new Participants(db);
      await participants.addAgency({ id: agency, name: 'Bench', zone: 'UTC' });
      await participants.add({ agency, id: website, name: 'Website', side: 'website', delivery: { mode: 'none' } });
      for (const [index, { port, connections }] of (o.targets ?? []).entries())
        await participants.add({
          agency,
          id: `target-${index}`,
          name: `Target ${index}`,
          side: 'backOffice',
          delivery: { mode: 'webhook', url: `http://127.0.0.1:${port}/hook`, allowPrivate: true },
          concurrency: connections,
        });
      const { key } = await new Keys(db).make(agency, website);
      return new BenchBridge(o, throughPort(url, o.databasePort), key);
    } finally {
      await db.destroy();
    }
  }

  async start(app: 'web-ingest' | 'back-office-connector'): Promise<{ app: App; port: number }> {
    const { broker, profileFolder } = this.o;
    const environment = {
      BRIDGE_PORT: '0',
      BRIDGE_HOST: '127.0.0.1',
      DATABASE_URL: this.databaseUrl,
      EVENT_LOG: broker ? 'kafka' : 'postgres',
      KAFKA_BROKERS: broker?.brokers.join(',') ?? '',
      LOG_LEVEL: 'info',
    };
    const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
    const file = join(projectFolder(__dirname), `dist/apps/${app}/src/main.js`);
    const started = await App.start(file, environment, profiling);
    return { app: started.app, port: Number(new URL(started.url).port) };
  }

  /** Puts accepted events into the log, as the gateway would have. */
  async fill(run: string, events: number, persons: number): Promise<void> {
    const { broker } = this.o;
    const db = broker ? undefined : await openDatabase({ url: this.databaseUrl, name: 'bench log', everyAgency: true });
    const log = broker ? new KafkaEventLog({ brokers: broker.brokers, clientId: 'bench' }) : db && new PostgresEventLog(db);
    for (let start = 0; start < events; start += 500) {
      const entries = Array.from({ length: Math.min(500, events - start) }, (_, n) => acceptedEntry(run, start + n, (start + n) % persons));
      await log?.append(topics.fromWebsites, entries);
    }
    await log?.close();
    await db?.destroy();
  }

  /** Leaves nothing to be tidied up behind what was written. */
  async settle(): Promise<void> {
    const db = await openDatabase({ url: this.databaseUrl, name: 'bench', everyAgency: true });
    await db.query('vacuum (analyze) event_log.records');
    await db.destroy();
  }
}

function throughPort(url: string, port: number | undefined): string {
  const address = new URL(url);
  if (port !== undefined) address.port = String(port);
  return address.toString();
}
