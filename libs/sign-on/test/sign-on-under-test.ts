import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ExchangeHttpModule, Keys, Participants, type Resolve } from '#delivery';
import { MemoryEventLog } from '#event-log';
import { serveApp } from '#gateway';
import { personIdOf, type Side } from '#people-exchange';
import { Clock, createLogger, Health, Metrics, openDatabase, readSettings, Sealing, Shutdown } from '#runtime';
import { openSignOn, type OpenSignOn, SignOnModule } from '#sign-on';
import { TrackerTwin } from '../../../apps/twin/src';
import { type FreshDatabase, freshDatabase } from '../../../test/postgres/fresh-database';

export class HandClock extends Clock {
  at = new Date('2026-03-10T10:00:00Z');

  now(): Date {
    return this.at;
  }

  pass(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

export interface Said {
  readonly by: string;
  readonly type: string;
  readonly subject: string;
  readonly property?: { system: string; id: string };
  readonly agency?: string;
  /** Of `data.ownership`. */
  readonly more?: object;
  readonly sequence?: string;
  /** Seconds by which it was said before it was received. */
  readonly secondsAgo?: number;
}

export const dwelling = { system: 'site', id: 'D1' };
const hosts: Record<string, string> = { 'tracker.example.com': '93.184.216.34', 'inside.example.com': '10.1.2.3' };
const resolve: Resolve = (name) => {
  const address = hosts[name];
  return address === undefined ? Promise.reject(new TypeError(`no ${name}`)) : Promise.resolve([{ address, family: 4 }]);
};
const sideOf = (participant: string): Side => (participant.startsWith('site') ? 'website' : 'backOffice');

/** Sign-on served over HTTP on a database with what others said; a test has the time in its hand. */
export class SignOnUnderTest {
  readonly clock = new HandClock();
  readonly sealing = new Sealing(randomBytes(32));
  readonly keys: Record<string, string> = {};
  readonly troubles: string[] = [];
  /** What upkeep was told to do. */
  readonly upkeep: ((o: { now: Date; historyBefore: Date }) => Promise<unknown>)[] = [];
  private readonly open: (() => Promise<unknown>)[] = [];
  url = '';
  signOn: OpenSignOn;
  /** What the first process asks. */
  servedDb: DataSource;
  tracker: TrackerTwin;

  private constructor(
    readonly fresh: FreshDatabase,
    readonly db: DataSource,
  ) {}

  static async open(): Promise<SignOnUnderTest> {
    const fresh = await freshDatabase({ owners: ['event_log', 'exchange', 'sign_on'] });
    const db = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
    const under = new SignOnUnderTest(fresh, db);
    const participants = new Participants(db);
    const ring = new Keys(db);
    for (const id of ['north', 'south']) await participants.addAgency({ id, name: id, zone: 'UTC' });
    for (const [agency, id] of [
      ['north', 'site'],
      ['north', 'site-two'],
      ['north', 'crm'],
      ['north', 'crm-two'],
      ['south', 'site-south'],
    ] as const) {
      await participants.add({ agency, id, name: id, side: sideOf(id), delivery: { mode: 'none' } });
      under.keys[id] = (await ring.make(agency, id)).key;
    }
    under.keys['operator'] = await ring.makeOperatorKey();
    ({ url: under.url, signOn: under.signOn, db: under.servedDb } = await under.serve());
    under.tracker = new TrackerTwin({ issuer: under.url, audience: 'tracker', now: () => under.clock.now() });
    const redirect = await under.tracker.listen();
    await under.operate('POST', '/v1/sign-on-products', product({ redirect, allowPrivate: true }));
    return under;
  }

  /** Another process on the same database. */
  async serve(o: { sealing?: Sealing } = {}): Promise<{ url: string; signOn: OpenSignOn; db: DataSource }> {
    const db = await openDatabase({ url: this.fresh.url, name: 'spec of a process', everyAgency: true });
    const { clock } = this;
    const log = createLogger({ name: 'spec', level: 'silent' });
    const shutdown = new Shutdown({ log });
    const ground = { settings: readSettings({ BRIDGE_PORT: '0', METRICS_PORT: '0' }), log, shutdown };
    const signOn = openSignOn(
      {
        db,
        clock,
        onTrouble: (message) => void this.troubles.push(message),
        upkeep: { also: (_what, part) => void this.upkeep.push(part) },
      },
      { sealing: o.sealing ?? this.sealing, keyDays: 90, resolve },
    );
    const [ring, participants] = [new Keys(db), new Participants(db)];
    const { url } = await serveApp(ground, {
      title: 'spec',
      sides: [],
      over: {
        keys: ring,
        erased: { has: () => false },
        log: new MemoryEventLog(),
        clock,
        health: new Health(),
        metrics: new Metrics(),
      },
      publicKeys: signOn.keys,
      parts: [{ module: ExchangeHttpModule.with({ db, participants, keys: ring }) }, { module: SignOnModule.over(signOn) }],
    });
    this.open.push(async () => {
      await shutdown.run('the test is over');
      await db.destroy();
    });
    return { url, signOn, db };
  }

  async call(method: string, path: string, o: { key?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<Answered> {
    const answer = await fetch(path.startsWith('http') ? path : this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(o.key === undefined ? {} : { authorization: `Bearer ${o.key}` }),
        ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...o.headers,
      },
      body: o.body === undefined ? undefined : JSON.stringify(o.body),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, headers: answer.headers, text, body: json && text ? JSON.parse(text) : {} };
  }

  operate(method: string, path: string, body?: unknown): Promise<Answered> {
    return this.call(method, path, { key: this.keys['operator'], body });
  }

  /** A website asks for a link. */
  ask(subject: string, o: { by?: string; property?: object; product?: string } = {}): Promise<Answered> {
    const { by = 'site', property = dwelling, product: id = 'tracker' } = o;
    return this.call('POST', '/v1/sign-ons', { key: this.keys[by], body: { subject, property, product: id } });
  }

  /** The link of an owner. */
  async linkOf(subject: string): Promise<string> {
    const { body, text } = await this.ask(subject);
    if (typeof body['link'] !== 'string') throw new TypeError(text);
    return body['link'];
  }

  /** What the exchange has read: an event of somebody about a dwelling, and the person it makes known. */
  async say(...all: Said[]): Promise<void> {
    for (const said of all) {
      const { by, type, subject, agency = 'north', property = dwelling, more = {}, sequence, secondsAgo = 0 } = said;
      const person = personIdOf(agency, by, subject);
      const now = this.clock.now();
      const state = type.split('.')[1];
      const event = {
        type,
        subject,
        ...(sequence ? { sequence } : {}),
        data: { property, ownership: { capacity: 'vendor', state, ...more } },
      };
      await this.db.query(
        `insert into exchange.persons (agency, person, participant, subject, human) values ($1, $2, $3, $4, $2) on conflict do nothing`,
        [agency, person, by, subject],
      );
      await this.db.query(
        `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, event_time, topic, partition, position, appended, taken, event)
         values ($1, $2::uuid, $3, $4, $5, 'https://spec.example', $2::uuid::text, $6, $7, $8, $9, 'spec', 0, 0, $1, $1, $10)`,
        [
          now,
          ...[randomUUID(), agency, by, sideOf(by), type, subject, person],
          new Date(now.getTime() - secondsAgo * 1000),
          JSON.stringify(event),
        ],
      );
    }
  }

  /** Says that two persons are one human. */
  async link(by: string, subject: string, other: string, otherSubject: string): Promise<void> {
    await this.db.query('update exchange.persons set human = $3 where agency = $1 and person = $2', [
      'north',
      personIdOf('north', other, otherSubject),
      personIdOf('north', by, subject),
    ]);
  }

  /** A customer of the website whom the CRM knows as an owner, and has confirmed. */
  async owner(subject: string): Promise<void> {
    await this.say({ by: 'site', type: 'ownership.claimed', subject }, { by: 'crm', type: 'ownership.confirmed', subject: `C-${subject}` });
    await this.link('site', subject, 'crm', `C-${subject}`);
  }

  async close(): Promise<void> {
    await this.tracker.close();
    for (const end of this.open) await end();
    await this.db.destroy();
    await this.fresh.drop();
  }
}

export function product(more: object = {}): object {
  return {
    agency: 'north',
    id: 'tracker',
    name: 'Vendor tracker',
    audience: 'tracker',
    redirect: 'https://tracker.example.com/in',
    ...more,
  };
}
