import { topics } from '#event-log';
import { personIdOf } from '#people-exchange';
import { openDatabase, SystemClock } from '#runtime';
import { Registry } from 'prom-client';
import { Wire } from '../../../../test/conformance/wire';
import { until } from '../../../../test/journeys/until';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { HoldingTank } from '../intake/holding-tank';
import { LaneWorker } from '../lanes/lane-worker';
import { Repairs } from '../repair/repairs';
import { Feed } from '../targets/feed';
import { ExchangeMeasures } from './exchange-measures';
import { careful, heldStatement, waitingStatement, waitingStates } from './standing';

const registered = (id: string, subject: string): Said => ({
  id,
  type: 'person.registered',
  subject,
  data: { person: { name: { full: 'Ada Lovelace' } } },
});
const visited = (id: string, subject: string): Said => ({ id, type: 'site.visited', subject, data: { visits: 1 } });
const erased = (id: string, subject: string): Said => ({ id, type: 'person.erased', subject });

describe('what operators see of the exchange', () => {
  let under: ExchangeUnderTest;
  const reader = { group: 'reader of website', topic: topics.fromWebsites, partition: '0' };

  beforeEach(async () => {
    under = await ExchangeUnderTest.open([
      { id: 'site' },
      { id: 'crm' },
      { id: 'tank', admission: 'approval' },
      { id: 'feed', delivery: { mode: 'feed' } },
    ]);
    under.measures.reads(reader.group, [reader.topic]);
    under.measures.deliversTo('backOffice', () => []);
  });
  afterEach(async () => {
    if (under.db.isInitialized) return under.close();
    await under.fresh.drop();
  });

  /** Every series of a metric, by the values of its labels. */
  async function seen(name: string): Promise<Record<string, number>> {
    const { values } = (await under.registry.getMetricsAsJSON()).find((one) => one.name === name) ?? { values: [] };
    return Object.fromEntries(values.map(({ labels, value }) => [Object.values(labels).join(' '), value]));
  }
  async function append(...said: Said[]): ReturnType<typeof under.log.append> {
    const batch = under.records('site', said);
    await under.log.append(batch.topic, batch.records);
    waiting.push(batch);
  }
  const waiting: ReturnType<typeof under.records>[] = [];
  async function takeAll(): Promise<void> {
    for (const batch of waiting.splice(0)) await under.take(batch);
  }

  it('the lag is what lies in the log and is not taken', async () => {
    await append(visited('v1', 'W1'), visited('v2', 'W1'), visited('v3', 'W2'));
    expect(await seen('people_exchange_reader_lag_events')).toEqual({ [`reader of website ${reader.topic} 0`]: 3 });
    await takeAll();
    await append(visited('v4', 'W1'));
    expect(await seen('people_exchange_reader_lag_events')).toEqual({ [`reader of website ${reader.topic} 0`]: 1 });
    await takeAll();
    expect(await seen('people_exchange_reader_lag_events')).toEqual({ [`reader of website ${reader.topic} 0`]: 0 });
    const exposition = await under.registry.metrics();
    expect(exposition).toContain(`people_exchange_taking_batch_events_sum{group="reader of website",topic="${reader.topic}"} 4`);
    expect(exposition).toContain(`people_exchange_taking_batch_seconds_count{group="reader of website",topic="${reader.topic}"} 2`);
  });

  it('what waits at a target grows old, and is no more once it is delivered', async () => {
    await append(visited('v1', 'W1'));
    await takeAll();
    under.clock.pass(90_000);
    await append(visited('v2', 'W1'));
    await takeAll();
    under.clock.pass(30_000);
    expect(await seen('people_exchange_oldest_undelivered_seconds')).toMatchObject({ 'north crm due': 120, 'north feed due': 120 });
    expect(await seen('people_exchange_undelivered_events')).toMatchObject({ 'north crm due': 2, 'north crm parked': 0 });
    await under.fillFeeds();
    await under.deliver();
    expect(await seen('people_exchange_oldest_undelivered_seconds')).toMatchObject({
      'north crm due': 0,
      'north feed due': 0,
      'north feed fed': 120,
    });
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({ 'north crm delivered': 2 });
    const feed = new Feed(under.db, under.measures.ended);
    const { next } = await feed.page('north', 'feed', undefined, 10);
    await feed.page('north', 'feed', next, 10);
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({ 'north feed delivered': 2 });
    expect(await seen('people_exchange_undelivered_events')).toMatchObject({ 'north feed fed': 0 });
    const exposition = await under.registry.metrics();
    expect(exposition).toContain('people_exchange_delivery_seconds_sum{side="backOffice"} 299.998');
    expect(exposition).toMatch(/people_exchange_target_answer_seconds_count\{[^}]*target="crm",verdict="done"\} 2/);
  });

  it('persons are held until somebody decides, and events parked until somebody does', async () => {
    under.http.answer = (event) => ({ status: event.id === 'v1' ? 400 : 200 });
    await append(registered('r1', 'W1'), registered('r2', 'W2'), visited('v1', 'W1'));
    await takeAll();
    await under.deliver();
    expect(await seen('people_exchange_held_persons')).toMatchObject({ 'north tank heldApproval': 2, 'north crm heldApproval': 0 });
    expect(await seen('people_exchange_undelivered_events')).toMatchObject({ 'north tank heldApproval': 3, 'north crm parked': 1 });
    const repairs = new Repairs(under.db, under.measures.ended);
    const tank = new HoldingTank(under.db, under.measures.ended);
    const intake = { target: 'tank', personId: personIdOf('north', 'site', 'W1') };
    await tank.decide('north', intake, { verb: 'reject' }, 'spec');
    const [parked] = await repairs.open('north', { state: 'parked' });
    await repairs.skip('north', [parked?.ref ?? ''], 'spec', 'not needed');
    expect(await seen('people_exchange_held_persons')).toMatchObject({ 'north tank heldApproval': 1 });
    expect(await seen('people_exchange_undelivered_events')).toMatchObject({ 'north tank heldApproval': 1, 'north crm parked': 0 });
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({
      'north crm delivered': 2,
      'north crm skipped': 1,
      'north tank skipped': 2,
    });
  });

  it('how long an event waited for an approval is no time of a delivery', async () => {
    await append(registered('r1', 'W1'));
    await takeAll();
    await under.deliver();
    const counted = async (): Promise<string | undefined> =>
      /^people_exchange_delivery_seconds_count\S* (\d+)/m.exec(await under.registry.metrics())?.[1];
    expect(await counted()).toBe('1');
    const intake = { target: 'tank', personId: personIdOf('north', 'site', 'W1') };
    await new HoldingTank(under.db, under.measures.ended).decide('north', intake, { verb: 'approve' }, 'spec');
    await under.deliver();
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({ 'north crm delivered': 1, 'north tank delivered': 1 });
    expect(await counted()).toBe('1');
  });

  it('what an erasure ended is counted', async () => {
    await append(visited('v1', 'W1'), visited('v2', 'W1'));
    await takeAll();
    await append(erased('x1', 'W1'));
    await takeAll();
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({ 'north crm erased': 2, 'north feed erased': 2 });
  });

  it('a target that fails opens its breaker, and one that was paused is shown as such', async () => {
    under.http.answer = () => ({ status: 503 });
    const { db, participants, http, measures } = under;
    under.clock.at = new Date();
    const clock = new SystemClock();
    const worker = new LaneWorker({
      db,
      side: 'backOffice',
      participants,
      http,
      clock,
      chance: () => 0,
      measures,
      onTrouble: () => undefined,
    });
    measures.deliversTo('backOffice', () => worker.gateReadings());
    await append(...Array.from({ length: 8 }, (_, n) => visited(`v${n}`, `W${n}`)));
    await takeAll();
    await worker.start();
    await until(async () => (await seen('people_exchange_target_breaker_open'))['north crm'] === 1);
    under.http.answer = () => ({ status: 200 });
    await until(async () => (await seen('people_exchange_target_breaker_open'))['north crm'] === 0);
    await until(async () => (await seen('people_exchange_outcomes_total'))['north crm delivered'] === 8);
    await worker.stop();
    expect(await seen('people_exchange_target_paused')).toMatchObject({ 'north crm': 0 });
    await participants.change('north', 'crm', { state: 'paused' });
    expect(await seen('people_exchange_target_paused')).toMatchObject({ 'north crm': 1, 'north tank': 0 });
  });

  it('reads what waits from the index in order up to the limit, however much waits', async () => {
    await append(...Array.from({ length: 500 }, (_, n) => visited(`v${n}`, `W${n}`)));
    await takeAll();
    await under.db.query('analyze exchange.pending');
    for (const [statement, parameters, scan] of [
      [waitingStatement, [['backOffice'], waitingStates], /Index Only Scan using pending_waiting/],
      [heldStatement, [['backOffice']], /Index Scan using pending_waiting/],
    ] as const) {
      const plan: { 'QUERY PLAN': string }[] = await under.db.transaction(async (manager) => {
        await manager.query(careful);
        return manager.query(`explain ${statement}`, [...parameters]);
      });
      const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(lines).toMatch(scan);
      expect(lines).not.toMatch(/Bitmap|Seq Scan on pending|Sort Key: .*received/);
    }
  });

  it('a database that is away keeps nothing else back, and says so', async () => {
    await append(visited('v1', 'W1'));
    await takeAll();
    await under.deliver();
    expect(await seen('people_exchange_database_up')).toEqual({ '': 1 });
    await under.db.destroy();
    expect(await seen('people_exchange_database_up')).toEqual({ '': 0 });
    for (const gone of ['reader_lag_events', 'undelivered_events', 'oldest_undelivered_seconds', 'held_persons', 'target_paused'])
      expect([gone, await seen(`people_exchange_${gone}`)]).toEqual([gone, {}]);
    expect(await seen('people_exchange_log_up')).toEqual({ '': 1 });
    expect(await seen('people_exchange_outcomes_total')).toMatchObject({ 'north crm delivered': 1 });
    expect(under.troubles.join('\n')).toMatch(/Deliveries could not be measured/);
  });

  it('a database that hangs keeps a scrape waiting for a moment at most, and is shown again when it answers', async () => {
    const address = new URL(under.fresh.url);
    const wire = await Wire.to({ host: '127.0.0.1', port: Number(address.port) });
    address.port = String(wire.port);
    const db = await openDatabase({ url: address.toString(), name: 'spec', everyAgency: true });
    const registry = new Registry();
    const patience = { keepMs: 0, waitMs: 200, giveUpMs: 30_000 };
    new ExchangeMeasures({ registry, db, log: under.log, clock: under.clock, patience, onTrouble: () => undefined });
    const up = async (): Promise<string | undefined> => /^people_exchange_database_up (\d)/m.exec(await registry.metrics())?.[1];
    try {
      expect(await up()).toBe('1');
      await wire.trouble('halfOpen');
      const began = performance.now();
      expect(await up()).toBe('0');
      expect(performance.now() - began).toBeLessThan(1_000);
      await wire.trouble('open');
      await until(async () => (await up()) === '1');
    } finally {
      await wire.cut();
      await db.destroy();
    }
  });
});
