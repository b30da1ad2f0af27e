import { SystemClock } from '#runtime';
import { until } from '../../../../test/journeys/until';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { type Answer, HttpTarget, type Outgoing } from '../targets/http-target';
import { loadDueQueues } from './due-queues';
import { LaneLeases } from './lane-leases';
import { LaneWorker } from './lane-worker';
import { recordRuns } from './record-runs';
import { runQueue } from './run-queue';

/** Answers when the test lets it, and knows how much is under way. */
class SlowTarget extends HttpTarget {
  readonly sent: { target: string; id: string; subject: string }[] = [];
  readonly underWay = new Map<string, number>();
  most = 0;
  answer: (target: string, id: string) => Promise<{ status: number; retryAfterMs?: number }> = async () => ({ status: 200 });

  async send({ target, body }: Outgoing): Promise<Answer> {
    const { id, subject } = JSON.parse(body);
    this.underWay.set(target.id, (this.underWay.get(target.id) ?? 0) + 1);
    this.most = Math.max(this.most, this.underWay.get(target.id) ?? 0);
    const { status, retryAfterMs } = await this.answer(target.id, id);
    this.underWay.set(target.id, (this.underWay.get(target.id) ?? 1) - 1);
    this.sent.push({ target: target.id, id, subject });
    return { status, error: null, body: '', retryAfterMs: retryAfterMs ?? 0, tookMs: 1 };
  }

  sendTogether(all: readonly Outgoing[]): Promise<readonly Answer[]> {
    return Promise.all(all.map((outgoing) => this.send(outgoing)));
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
  ids(target: string): string[] {
    return this.sent.filter((one) => one.target === target).map((one) => one.id);
  }
}

describe('lanes', () => {
  let under: ExchangeUnderTest;
  let http: SlowTarget;
  const workers: LaneWorker[] = [];
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm', concurrency: 4 }, { id: 'other', concurrency: 4 }]);
    under.clock.at = new Date();
    http = new SlowTarget();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await under.close();
  });
  async function work(leaseSeconds?: number): Promise<LaneWorker> {
    const worker = new LaneWorker({
      db: under.db,
      side: 'backOffice',
      participants: under.participants,
      http,
      clock: new SystemClock(),
      chance: () => 0,
      leaseSeconds,
      onTrouble: () => undefined,
    });
    workers.push(worker);
    await worker.start();
    return worker;
  }
  const visits = (persons: number, each: number): Said[] =>
    Array.from({ length: persons * each }, (_, n) => ({
      id: `${n % persons}-${Math.floor(n / persons)}`,
      type: 'site.visited',
      subject: `W${n % persons}`,
    }));
  const owners = async (): Promise<number[]> => {
    const rows: { n: number }[] = await under.db.query(
      `select count(*)::int as n from exchange.lanes where side = 'backOffice' and until > now() group by owner order by 1`,
    );
    return rows.map((row) => row.n);
  };

  it('I3: each person in order, persons in parallel, at most the target’s own number at a time', async () => {
    await under.say('site', ...visits(12, 3));
    await work();
    await until(() => http.ids('crm').length === 36 && http.ids('other').length === 36);
    for (let person = 0; person < 12; person += 1) {
      const order = http.ids('crm').filter((id) => id.startsWith(`${person}-`));
      expect(order).toEqual([`${person}-0`, `${person}-1`, `${person}-2`]);
    }
    expect(http.most).toBeLessThanOrEqual(4);
    expect(http.most).toBeGreaterThan(1);
  });

  it('I5: a target that hangs, and one that fails, cost the others none of their deliveries', async () => {
    await under.add({ id: 'hanging', concurrency: 4 });
    await under.add({ id: 'failing', concurrency: 4 });
    let letGo: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => void (letGo = resolve));
    http.answer = async (target) => {
      if (target === 'hanging') await hanging;
      return { status: target === 'failing' ? 503 : 200 };
    };
    await under.say('site', ...visits(50, 2));
    await work();
    await until(() => http.ids('crm').length === 100 && http.ids('other').length === 100);
    expect(http.underWay.get('hanging')).toBe(4);
    // The breaker opened: a failing target is asked a few times, not once per person.
    expect(http.ids('failing').length).toBeLessThan(20);
    letGo();
  });

  it('Retry-After is honoured for its person, and 410 pauses the target without losing anything', async () => {
    http.answer = async (target) => (target === 'crm' ? { status: 429, retryAfterMs: 3_600_000 } : { status: 410 });
    await under.say('site', ...visits(1, 2));
    await work();
    const wakes = async (): Promise<{ target: string; later: boolean }[]> =>
      under.db.query(
        `select target, wake_at > now() + interval '59 minutes' as later from exchange.queues where failing_since is not null order by 1`,
      );
    await until(async () => (await wakes()).some((one) => one.target === 'crm'));
    expect((await wakes()).find((one) => one.target === 'crm')).toMatchObject({ later: true });
    await until(async () => (await under.participants.list('north')).some((one) => one.id === 'other' && one.state === 'paused'));
    expect(await under.states()).toEqual(expect.arrayContaining(['0-0 other due', '0-1 other due']));
  });

  it('two processes share the lanes, and whoever stops gives them back', async () => {
    const first = await work(1);
    expect(await owners()).toEqual([64]);
    await work(1);
    await until(async () => JSON.stringify(await owners()) === '[32,32]');
    workers.splice(workers.indexOf(first), 1);
    await first.stop();
    await until(async () => JSON.stringify(await owners()) === '[64]');
  });

  it('a process that was killed is followed by another after its lease; it writes nothing and asks no target when it wakes (I3)', async () => {
    const dead = new LaneLeases(under.db, 'backOffice', 3);
    await dead.renew();
    await under.say('site', ...visits(1, 3));
    const [target] = (await under.participants.list('north')).filter((one) => one.id === 'crm');
    if (!target) throw new TypeError('crm is not there');
    const [queue] = await loadDueQueues(under.db, {
      side: 'backOffice',
      lanes: dead.lanes(),
      wanted: [{ target, free: 1 }],
      running: [],
      now: new Date(),
    });
    if (!queue) throw new TypeError('nothing is due');
    const run = await runQueue({ ...queue, rows: queue.rows.slice(0, 1) }, http, Date.now());
    // Another took the lanes over and has written nothing yet.
    const heir = new LaneLeases(under.db, 'backOffice');
    await until(async () => (await heir.renew(), heir.lanes().length === 64));
    await recordRuns(under.db, dead.owner, [{ queue, run, targetTakesOthers: true }], new Date(), () => 0);
    expect((await under.states()).filter((line) => line.includes(' crm '))).toEqual(['0-0 crm due', '0-1 crm due', '0-2 crm due']);
    await heir.release();
    await work();
    await until(() => http.ids('crm').length === 4);
    await until(async () => (await under.db.query(`select from exchange.outcomes where target = 'crm'`)).length === 3);
    await recordRuns(under.db, dead.owner, [{ queue, run, targetTakesOthers: true }], new Date(), () => 0);
    expect(http.ids('crm')).toEqual(['0-0', '0-0', '0-1', '0-2']);
    expect(await under.db.query(`select key from exchange.outcomes where target = 'crm' and number = 1`)).toHaveLength(3);
    expect(await runQueue(queue, http, Date.now(), () => dead.holds(0))).toEqual({ steps: [], stopped: null });
  });

  it('I6: a person’s rows are loaded up to half a megabyte, one at least', async () => {
    const big = 'x'.repeat(200_000);
    await under.say('site', ...visits(1, 6).map((said) => ({ ...said, data: { big } })));
    const leases = new LaneLeases(under.db, 'backOffice');
    await leases.renew();
    const wanted = (await under.participants.list('north')).filter((one) => one.id === 'crm').map((target) => ({ target, free: 1 }));
    const [queue] = await loadDueQueues(under.db, { side: 'backOffice', lanes: leases.lanes(), wanted, running: [], now: new Date() });
    expect(queue?.rows).toHaveLength(3);
  });

  it('I7: the database breaks every connection in the middle; everything goes out all the same, in order, repeated under the same webhook id at most', async () => {
    let asked = 0;
    let broken = 0;
    http.answer = async () => {
      asked += 1;
      if (asked % 20 === 0 && broken < 3) {
        broken += 1;
        // Ended from a connection of its own, which ends with it.
        await under.db
          .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
          .catch(() => undefined);
      }
      return { status: 200 };
    };
    await under.say('site', ...visits(10, 4));
    await work();
    const open = async (): Promise<number> =>
      under.db.query('select count(*)::int as n from exchange.pending').then(
        ([row]) => row.n,
        // The connection asked over was one of those.
        () => -1,
      );
    await until(async () => (await open()) === 0);
    expect(broken).toBe(3);
    for (let person = 0; person < 10; person += 1) {
      const firsts = [...new Set(http.ids('crm').filter((id) => id.startsWith(`${person}-`)))];
      expect(firsts).toEqual([0, 1, 2, 3].map((n) => `${person}-${n}`));
    }
    expect(await under.db.query(`select state, count(*)::int as n from exchange.outcomes group by 1`)).toEqual([
      { state: 'delivered', n: 80 },
    ]);
  });
});
