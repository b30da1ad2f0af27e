import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { Clock, createLogger, openDatabase } from '#runtime';
import { type AcceptedEvent, partitionKeyOf, type Side, toBinary } from '#people-exchange';
import { MemoryEventLog, topics, type LogRecord, type RecordBatch } from '#event-log';
import { type FreshDatabase, freshDatabase } from '../../../test/postgres/fresh-database';
import { DeliveryStory } from '../src/lanes/delivery-story';
import { LaneLeases } from '../src/lanes/lane-leases';
import { loadDueQueues } from '../src/lanes/due-queues';
import { measureRun } from '../src/lanes/measure-run';
import { recordRuns } from '../src/lanes/record-runs';
import { runQueue } from '../src/lanes/run-queue';
import { ExchangeMeasures } from '../src/measuring/exchange-measures';
import { type NewParticipant, Participants } from '../src/participants/participants';
import { EventRouter } from '../src/routing/event-router';
import { fillFeeds } from '../src/targets/fill-feeds';
import { type Answer, HttpTarget, type Outgoing } from '../src/targets/http-target';
import { makePartitions } from '../src/upkeep/make-partitions';

export class HandClock extends Clock {
  constructor(public at = new Date('2026-03-10T10:00:00Z')) {
    super();
  }
  now(): Date {
    return this.at;
  }
  pass(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

/** Answers as told and keeps what it was sent. */
export class ToldTarget extends HttpTarget {
  readonly sent: { target: string; event: AcceptedEvent; webhookId: string }[] = [];
  /** Requests with several events. */
  readonly batches: { target: string; ids: string[]; id: string }[] = [];
  answer: (event: AcceptedEvent, target: string) => { status: number; body?: unknown } = () => ({ status: 200 });
  answerTogether: (events: readonly AcceptedEvent[], target: string) => { status: number; body?: unknown } = () => ({ status: 200 });

  async sendTogether(all: readonly Outgoing[], id: string): Promise<readonly Answer[]> {
    const target = all[0]?.target.id ?? '';
    const events = all.map(({ body }): AcceptedEvent => JSON.parse(body));
    this.batches.push({ target, ids: events.map((event) => event.id), id });
    for (const event of events) this.sent.push({ target, event, webhookId: id });
    const answer = { ...this.said(this.answerTogether(events, target)), events: all.length };
    return all.map(() => answer);
  }

  async send({ target, body, webhookId }: Outgoing): Promise<Answer> {
    const event: AcceptedEvent = JSON.parse(body);
    this.sent.push({ target: target.id, event, webhookId });
    return this.said(this.answer(event, target.id));
  }

  private said({ status, body: said }: { status: number; body?: unknown }): Answer {
    return { status, error: null, body: said === undefined ? '' : JSON.stringify(said), retryAfterMs: 0, tookMs: 1 };
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  ids(target: string): string[] {
    return this.sent.filter((one) => one.target === target).map((one) => one.event.id);
  }
}

export interface Said {
  readonly id: string;
  readonly type: string;
  readonly subject?: string;
  readonly data?: unknown;
  readonly causationid?: string;
  readonly sequence?: string;
  readonly agency?: string;
  readonly traceparent?: string;
}

/** The exchange without processes around it: a test says what is said and when deliveries are made. */
export class ExchangeUnderTest {
  readonly clock = new HandClock();
  readonly http = new ToldTarget();
  readonly log = new MemoryEventLog();
  readonly registry = new Registry();
  readonly measures: ExchangeMeasures;
  readonly troubles: string[] = [];
  /** What the log of deliveries was told. */
  readonly lines: Record<string, unknown>[] = [];
  readonly story = new DeliveryStory(createLogger({ name: 'spec', to: { write: (line) => void this.lines.push(JSON.parse(line)) } }));
  private readonly next = { website: 0, backOffice: 0 };
  private readonly routers: Record<Side, EventRouter>;

  private constructor(
    readonly fresh: FreshDatabase,
    readonly db: DataSource,
    readonly participants: Participants,
  ) {
    this.measures = new ExchangeMeasures({
      registry: this.registry,
      db,
      log: this.log,
      clock: this.clock,
      patience: { keepMs: 0, waitMs: 3_000, giveUpMs: 30_000 },
      onTrouble: (message) => this.troubles.push(message),
    });
    const { clock, measures, story } = this;
    const router = (from: Side): EventRouter =>
      new EventRouter({ db, participants, clock, measures, story, reader: `reader of ${from}`, from, onRouted: () => undefined });
    this.routers = { website: router('website'), backOffice: router('backOffice') };
  }

  static async open(participants: readonly Partial<NewParticipant>[] = []): Promise<ExchangeUnderTest> {
    const fresh = await freshDatabase({ owners: ['event_log', 'exchange'] });
    const db = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
    const under = new ExchangeUnderTest(fresh, db, new Participants(db));
    await makePartitions(db, under.clock.now());
    for (const id of ['north', 'south']) await under.participants.addAgency({ id, name: id, zone: 'UTC' });
    for (const one of participants) await under.add(one);
    return under;
  }

  async add(one: Partial<NewParticipant>): Promise<void> {
    const id = one.id ?? 'crm';
    const side = one.side ?? (id.startsWith('site') ? 'website' : 'backOffice');
    const delivery = one.delivery ?? { mode: 'webhook' as const, url: 'http://127.0.0.1:9/' };
    await this.participants.add({ agency: 'north', name: id, ...one, id, side, delivery });
  }

  /** Records as the log holds them. */
  records(origin: string, said: readonly Said[]): { topic: string; partition: number; records: LogRecord[] } {
    const side: Side = origin.startsWith('site') ? 'website' : 'backOffice';
    const topic = side === 'website' ? topics.fromWebsites : topics.fromBackOffices;
    const records = said.map((one): LogRecord => {
      const agency = one.agency ?? 'north';
      const stamped = {
        specversion: '1.0' as const,
        source: `https://${origin}.example`,
        datacontenttype: 'application/json' as const,
        data: {},
        ...one,
        agency,
        origin,
        partitionkey: partitionKeyOf(agency, origin, one.subject),
        receivedtime: this.clock.now().toISOString(),
      };
      return { ...toBinary(stamped), topic, partition: 0, position: String(this.next[side]++), appendedAt: this.clock.now() };
    });
    return { topic, partition: 0, records };
  }

  /** What a participant says, read in one batch. */
  async say(origin: string, ...said: Said[]): Promise<void> {
    await this.take(this.records(origin, said));
  }

  take(batch: RecordBatch): Promise<void> {
    return this.routers[batch.topic === topics.fromWebsites ? 'website' : 'backOffice'].take(batch);
  }

  async fillFeeds(): Promise<void> {
    const feeds = (await this.participants.list()).filter((one) => one.mode === 'feed');
    await fillFeeds(this.db, feeds, this.clock.now(), (message) => {
      throw new TypeError(message);
    });
  }

  /** Makes the deliveries due now, until none is due; `hold` runs between the answers and their record. */
  async deliver(hold: () => Promise<void> = async () => undefined, takesOthers = false): Promise<void> {
    for (const side of ['website', 'backOffice'] as const) {
      const leases = new LaneLeases(this.db, side);
      await leases.renew();
      for (;;) {
        const targets = (await this.participants.list()).filter(
          (one) => one.side === side && one.mode === 'webhook' && one.state === 'active',
        );
        const wanted = targets.map((target) => ({ target, free: 100 }));
        const queues = await loadDueQueues(this.db, { side, lanes: leases.lanes(), wanted, running: [], now: this.clock.now() });
        if (queues.length === 0) break;
        const runs = await Promise.all(
          queues.map(async (queue) => ({
            queue,
            run: await runQueue(queue, this.http, this.clock.now().getTime()),
            targetTakesOthers: takesOthers,
          })),
        );
        await hold();
        for (const { queue, run } of runs) measureRun(this.measures, queue.target, run, this.clock.now().getTime());
        this.measures.ended(await recordRuns(this.db, leases.owner, runs, this.clock.now(), () => 0.5));
      }
      await leases.release();
    }
  }

  async states(): Promise<string[]> {
    const rows: { line: string }[] = await this.db.query(
      `select i.id || ' ' || p.target || ' ' || p.state as line from exchange.pending p join exchange.inbox i on i.key = p.key
       union all select i.id || ' ' || o.target || ' ' || o.state from exchange.outcomes o join exchange.inbox i on i.key = o.key where o.state <> 'delivered' order by 1`,
    );
    return rows.map((row) => row.line);
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.fresh.drop();
  }
}
