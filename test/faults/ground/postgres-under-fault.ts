import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#runtime';
import type { Client } from 'pg';
import { asAdmin, withDatabase } from '../../postgres/as-admin';
import { Wire } from '../../conformance/wire';

/** `fast` breaks connections and writes everything; `immediate` leaves recovery to the next start, as a lost machine does. */
export type StopMode = 'fast' | 'immediate';

/** A PostgreSQL that can be stopped, started and cut off while a bridge uses it; fsync is on. */
export class PostgresUnderFault {
  private constructor(
    readonly dataDir: string,
    private readonly ownsFolder: boolean,
    private server: EmbeddedPostgres,
    readonly wire: Wire,
  ) {}

  static async start(folder?: string, settings: readonly string[] = []): Promise<PostgresUnderFault> {
    const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'people-exchange-faults-'));
    const server = await startEmbeddedPostgres({ dataDir, settings });
    return new PostgresUnderFault(dataDir, folder === undefined, server, await Wire.to({ host: '127.0.0.1', port: portOf(server.url) }));
  }

  /** Makes a database, and answers its address for a bridge, over the wire that can be troubled. */
  async makeDatabase(): Promise<{ url: string; name: string }> {
    const name = `run_${randomBytes(5).toString('hex')}`;
    await this.asAdmin((admin) => admin.query(`create database ${name} owner bridge`));
    const url = new URL(withDatabase(this.server.url, name));
    url.port = String(this.wire.port);
    return { url: url.href, name };
  }

  async dropDatabase(name: string): Promise<void> {
    await this.asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
  }

  /** As superuser, past the wire and past row-level security. */
  asAdmin<T>(work: (admin: Client) => Promise<T>, database?: string): Promise<T> {
    const { adminUrl } = this.server;
    return asAdmin(database === undefined ? adminUrl : withDatabase(adminUrl, database), work);
  }

  async stop(mode: StopMode): Promise<void> {
    const pid = Number(readFileSync(join(this.dataDir, 'pg/data/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    // Its own shutdown waits until the process is gone.
    await this.server.stop();
  }

  async startAgain(): Promise<void> {
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir });
    this.wire.leadTo(portOf(this.server.url));
  }

  async close(): Promise<void> {
    await this.wire.cut();
    await this.server.stop();
    if (this.ownsFolder) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const portOf = (url: string): number => Number(new URL(url).port);
