import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { createTopics } from '#event-log';
import { type EmbeddedPostgres, projectFolder, startEmbeddedPostgres } from '#runtime';
import { asAdmin, withDatabase } from '../../postgres/as-admin';

export interface Broker {
  readonly brokers: readonly string[];
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const partitions = 12;

interface FoundKafka {
  find(): { readonly from: string; readonly why?: string; readonly given?: readonly string[] };
  start(from: string): Promise<Broker>;
}

/** The machine's own services that every contestant stands on: one PostgreSQL with fsync on, one Kafka per group of rows. */
export class Ground {
  private made = 0;
  private closing: Promise<void> | undefined;
  private readonly brokers = new Set<Broker>();

  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
  ) {}

  static async open(): Promise<Ground> {
    const folder = mkdtempSync(join(tmpdir(), 'people-exchange-bench-'));
    return new Ground(folder, await startEmbeddedPostgres({ dataDir: folder, settings: ['max_connections=400'] }));
  }

  /** Where PostgreSQL listens. */
  get postgresAt(): { host: string; port: number } {
    const { hostname, port } = new URL(this.postgres.url);
    return { host: hostname, port: Number(port) };
  }

  /** A new, empty database of the plain role. */
  async database(): Promise<string> {
    this.made += 1;
    const name = `bench_${this.made}`;
    await asAdmin(this.postgres.adminUrl, (admin) => admin.query(`create database ${name} owner bridge`));
    return withDatabase(this.postgres.url, name);
  }

  async drop(url: string): Promise<void> {
    const name = new URL(url).pathname.slice(1);
    await asAdmin(this.postgres.adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
  }

  /** A new broker. */
  async kafka(): Promise<Broker> {
    // Plain JavaScript, shared with the tests.
    const found = require(join(projectFolder(__dirname), 'test/kafka/found.cjs')) as FoundKafka;
    const { from, why } = found.find();
    if (from === 'nowhere') throw new TypeError(`No Kafka: ${why}`);
    const broker = await found.start(from);
    this.brokers.add(broker);
    return broker;
  }

  /** Once, however often it is asked for: a signal may come while it is under way. */
  close(): Promise<void> {
    return (this.closing ??= this.closeNow());
  }

  private async closeNow(): Promise<void> {
    // What is stopped here keeps no process alive, so this one would end before it is gone.
    const stay = setInterval(() => undefined, 60_000);
    await Promise.all([...this.brokers].map((broker) => broker.stop()));
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
    clearInterval(stay);
  }

  async stopKafka(broker: Broker): Promise<void> {
    this.brokers.delete(broker);
    await broker.stop();
  }
}

/** A topic like the bridge's own, for a floor. */
export async function floorTopic(broker: Broker, name: string): Promise<void> {
  await createTopics({ brokers: broker.brokers, partitions, replication: 1, retentionDays: 1, topics: [name] });
}

export function plainKafka(brokers: readonly string[]): Kafka {
  return new Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: logLevel.NOTHING });
}
