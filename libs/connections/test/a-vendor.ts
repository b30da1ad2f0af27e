import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { openDatabase } from '#runtime';
import { type FreshDatabase, freshDatabase } from '../../../test/postgres/fresh-database';
import type { VendorDoor } from '../src/vendor/door';
import { vendorTables } from '../src/vendor/tables.sql';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An HTTP server on this machine that answers as a test says and keeps what it heard. */
export class AVendor {
  readonly heard: Heard[] = [];
  answer: (response: ServerResponse, heard: Heard) => void = (response) => void response.end();
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const heard = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      this.heard.push(heard);
      this.answer(response, heard);
    });
  });

  port = 0;

  static async open(): Promise<AVendor> {
    const vendor = new AVendor();
    await new Promise<void>((resolve) => void vendor.server.listen(0, '127.0.0.1', resolve));
    const address = vendor.server.address();
    vendor.port = typeof address === 'object' && address ? address.port : 0;
    return vendor;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  door(more: Partial<VendorDoor> = {}): VendorDoor {
    const allowedPrivate = [`127.0.0.1:${this.port}`];
    return { agency: 'north', connection: 'crm', base: this.url, allowedPrivate, answerWithinMs: 30_000, atOnce: 4, ...more };
  }

  json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.answer = (response) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** A database with the tables that are kept to ask vendors by. */
export class VendorDatabase {
  private readonly pools: DataSource[] = [];

  private constructor(private readonly fresh: FreshDatabase) {}

  static async open(): Promise<VendorDatabase> {
    const database = new VendorDatabase(await freshDatabase({ owners: [] }));
    const db = await database.pool();
    await db.query('create schema connections');
    await db.query(vendorTables);
    return database;
  }

  /** Connections of their own, as another process has them. */
  async pool(o: { everyAgency?: boolean } = {}): Promise<DataSource> {
    const db = await openDatabase({ url: this.fresh.url, name: 'spec', max: 4, ...o });
    this.pools.push(db);
    return db;
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((db) => db.destroy()));
    await this.fresh.drop();
  }
}
