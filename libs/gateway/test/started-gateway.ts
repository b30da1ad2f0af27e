import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'undici';
import { EventLog, type LogEntry, type LogRecord, MemoryEventLog, topics } from '#event-log';
import type { Side } from '#people-exchange';
import { Clock, Metrics } from '#runtime';
import { type Caller, ErasedPeople, GatewayModule, type GatewayOptions, KeyRing } from '../src/index';

export const keys = { website: 'key-of-the-website', other: 'key-of-another-website', backOffice: 'key-of-the-back-office' } as const;
export const now = new Date('2026-11-24T10:00:00.000Z');

export class FakeKeyRing extends KeyRing {
  asked = 0;
  readonly callers = new Map<string, Caller>([
    [keys.website, { agency: 'demo', participant: 'demo-website', side: 'website', name: 'Demo website' }],
    [keys.other, { agency: 'demo', participant: 'other-website', side: 'website', name: 'Other website' }],
    [keys.backOffice, { agency: 'demo', participant: 'demo-back-office', side: 'backOffice', name: 'Demo back office' }],
  ]);

  override find(key: string): Promise<Caller | undefined> {
    this.asked++;
    return Promise.resolve(this.callers.get(key));
  }
}

export class FakeErasedPeople extends ErasedPeople {
  readonly ids = new Set<string>();
  override has(personId: string): boolean {
    return this.ids.has(personId);
  }
}

export class SetClock extends Clock {
  at = now;
  override now(): Date {
    return this.at;
  }
}

/** A memory log whose appends are counted, and can be held up or made to fail. */
export class WatchedLog extends MemoryEventLog {
  appends = 0;
  before: (entries: readonly LogEntry[]) => Promise<void> = () => Promise.resolve();

  override async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    this.appends++;
    await this.before(entries);
    await super.append(topic, entries);
  }
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: {
    receipts?: {
      index: number;
      source: string;
      id: string;
      received: string;
      journey: string;
      warnings: { rule: string; message: string }[];
    }[];
    problems?: { index?: number; path: string; rule: string; message: string }[];
    detail?: string;
    status?: number;
    type?: string;
    trace?: string;
  };
}

export interface Started {
  app: NestFastifyApplication;
  url: string;
  log: WatchedLog;
  ring: FakeKeyRing;
  erased: FakeErasedPeople;
  clock: SetClock;
  metrics: Metrics;
  /** POSTs to the route; a body that is no string or buffer is sent as JSON. */
  post(body: unknown, headers?: Record<string, string | undefined>): Promise<Answer>;
  appended(side?: Side): Promise<LogRecord[]>;
  close(): Promise<void>;
}

@Module({})
class TestApp {}

/** The gateway in a real Nest app on a port of its own, upon a memory log. */
export async function startGateway(options: Partial<GatewayOptions> = {}): Promise<Started> {
  const log = new WatchedLog();
  const ring = new FakeKeyRing();
  const erased = new FakeErasedPeople();
  const clock = new SetClock();
  const metrics = new Metrics();
  const providers = [
    { provide: EventLog, useValue: log },
    { provide: KeyRing, useValue: ring },
    { provide: ErasedPeople, useValue: erased },
    { provide: Clock, useValue: clock },
    { provide: Metrics, useValue: metrics },
  ];
  const root: DynamicModule = {
    module: TestApp,
    imports: [GatewayModule.forSides({ sides: ['website', 'backOffice'], ...options, providers })],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const pool = new Pool(url, { connections: 64 });

  const post: Started['post'] = async (body, headers = {}) => {
    const sent = { authorization: `Bearer ${keys.website}`, 'content-type': 'application/cloudevents+json', ...headers };
    const answer = await pool.request({
      method: 'POST',
      path: '/v1/events',
      headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)),
      body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
    // The answer is what the test is about; its shape is asserted there.
    return { status: answer.statusCode, headers: answer.headers, body: (await answer.body.json()) as Answer['body'] };
  };
  const appended: Started['appended'] = async (side = 'website') => {
    const records: LogRecord[] = [];
    const topic = side === 'website' ? topics.fromWebsites : topics.fromBackOffices;
    for await (const batch of log.read(topic, { time: new Date(0) }))
      for (const record of batch.records) if (record.malformed === undefined) records.push(record);
    return records;
  };
  const close = async (): Promise<void> => {
    await pool.destroy();
    await app.close();
  };
  return { app, url, log, ring, erased, clock, metrics, post, appended, close };
}
