import type { DataSource } from 'typeorm';
import { AgencyMissing, inAgency } from '#runtime';
import { VendorDatabase } from '../../test/a-vendor';
import { Budget, type CallKind, type Taken } from './budget';

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe('the budget of a connection', () => {
  let database: VendorDatabase;
  let db: DataSource;
  let other: DataSource;
  let connection = '';
  let made = 0;

  beforeAll(async () => {
    database = await VendorDatabase.open();
    db = await database.pool();
    other = await database.pool();
  });
  afterAll(() => database?.close());
  beforeEach(() => void (connection = `crm${(made += 1)}`));

  const budget = (limits: ConstructorParameters<typeof Budget>[2], o: { db?: DataSource; agency?: string } = {}): Budget =>
    new Budget(o.db ?? db, { agency: o.agency ?? 'north', connection }, limits);
  const takeMany = async (from: Budget, times: number, kind: CallKind = 'live'): Promise<string> => {
    const taken: Taken[] = [];
    for (let n = 0; n < times; n += 1) taken.push(await from.take(kind));
    return taken.map((one) => (one.go ? 'go' : one.why)).join(' ');
  };
  const spend = (requests: number, day = 'today'): Promise<unknown> =>
    inAgency(db, 'north', (manager) =>
      manager.query(`insert into connections.spent values ('north', $1, (now() at time zone 'UTC')::date - $2::int, $3)`, [
        connection,
        day === 'today' ? 0 : 1,
        requests,
      ]),
    );

  it('lets so many go and says how long the next one waits', async () => {
    const rated = budget({ rate: { requests: 3, seconds: 10 } });
    expect(await takeMany(rated, 3)).toBe('go go go');
    const refused = await rated.take('live');
    expect(refused).toMatchObject({ go: false, why: 'rate' });
    expect(refused.go ? 0 : refused.waitMs).toBeGreaterThan(9_000);
    expect(refused.go ? 0 : refused.waitMs).toBeLessThanOrEqual(10_050);
    expect(await rated.usedToday()).toBe(3);
  });

  it('slides: who waits as long as was said goes', async () => {
    const rated = budget({ rate: { requests: 2, seconds: 1 } });
    await rated.take('live');
    await pause(400);
    await rated.take('live');
    const refused = await rated.take('live');
    const waitMs = refused.go ? 0 : refused.waitMs;
    expect(waitMs).toBeGreaterThan(300);
    expect(waitMs).toBeLessThan(620);
    await pause(waitMs);
    expect(await takeMany(rated, 2)).toBe('go rate');
  });

  it('is shared by processes: in no stretch of the window do they make more requests together, nor much fewer', async () => {
    const rate = { requests: 20, seconds: 1 };
    const gone: { asked: number; told: number }[] = [];
    const until = performance.now() + 3_500;
    const worker = async (from: Budget): Promise<void> => {
      while (performance.now() < until) {
        const asked = performance.now();
        const taken = await from.take('live');
        if (taken.go) gone.push({ asked, told: performance.now() });
        else await pause(Math.min(taken.waitMs, 25));
      }
    };
    await Promise.all([db, other].flatMap((pool) => Array.from({ length: 4 }, () => worker(budget({ rate }, { db: pool })))));
    // Each was counted at a moment between its question and its answer.
    const most = Math.max(...gone.map(({ asked }) => gone.filter((one) => one.asked >= asked && one.told <= asked + 1_000).length));
    expect(most).toBeLessThanOrEqual(20);
    expect(gone.length).toBeGreaterThan(55);
    expect(gone.length).toBeLessThanOrEqual(80);
  });

  it('is shared by processes that ask at the very same moment: exactly as many go as may', async () => {
    for (let round = 0; round < 5; round += 1) {
      connection += 'x';
      const both = [db, other].map((pool) => budget({ rate: { requests: 20, seconds: 60 }, perDay: 30 }, { db: pool }));
      const taken = await Promise.all(Array.from({ length: 60 }, (_, n) => both[n % 2]?.take('live')));
      expect(taken.filter((one) => one?.go)).toHaveLength(20);
      expect(await both[0]?.usedToday()).toBe(20);
    }
  });

  it('of a day ends for what catches up before it ends for live work', async () => {
    await spend(6);
    const daily = budget({ perDay: 10 });
    expect(await takeMany(daily, 2, 'backfill')).toBe('go day');
    expect(await takeMany(daily, 4)).toBe('go go go day');
    const refused = await daily.take('live');
    const midnight = 86_400_000 - (Date.now() % 86_400_000);
    expect(Math.abs((refused.go ? 0 : refused.waitMs) - midnight)).toBeLessThan(5_000);
    expect(await daily.usedToday()).toBe(10);
  });

  it('of a window leaves live work a share too, and the smallest budget lets both go', async () => {
    const rated = budget({ rate: { requests: 10, seconds: 60 } });
    expect(await takeMany(rated, 8, 'backfill')).toBe('go go go go go go go rate');
    expect(await takeMany(rated, 4)).toBe('go go go rate');
    connection += 'small';
    expect(await takeMany(budget({ rate: { requests: 1, seconds: 60 }, perDay: 1 }), 2, 'backfill')).toBe('go day');
  });

  it('tells what catches up to wait until its own share is free, not merely until one request is', async () => {
    const rated = budget({ rate: { requests: 10, seconds: 1 } });
    await takeMany(rated, 2);
    await pause(400);
    await takeMany(rated, 8);
    const refused = await rated.take('backfill');
    expect(refused.go ? 0 : refused.waitMs).toBeGreaterThan(750);
  });

  it('begins anew each day', async () => {
    await spend(10, 'yesterday');
    expect(await takeMany(budget({ perDay: 10 }), 1)).toBe('go');
    expect(await budget({}).usedToday()).toBe(1);
  });

  it('without limits counts all the same', async () => {
    expect(await takeMany(budget({}), 5)).toBe('go go go go go');
    expect(await budget({}).usedToday()).toBe(5);
  });

  it('rests for everybody while the vendor asks for it, the longest rest counts, and it is an hour at most', async () => {
    const [here, there] = [budget({}), budget({}, { db: other })];
    await here.vendorSays(300);
    await there.vendorSays(50);
    const refused = await there.take('live');
    expect(refused).toMatchObject({ go: false, why: 'rate' });
    expect(refused.go ? 0 : refused.waitMs).toBeGreaterThan(200);
    await pause(310);
    expect(await takeMany(there, 1)).toBe('go');
    await here.vendorSays(1e12);
    const long = await here.take('live');
    expect(long.go ? 0 : long.waitMs).toBeLessThanOrEqual(3_600_000);
    for (const nothing of [0, -5, Number.NaN]) await here.vendorSays(nothing);
  });

  it('keeps few rows, however many requests there were (I6)', async () => {
    const rated = budget({ rate: { requests: 100_000, seconds: 1 } });
    await takeMany(rated, 400);
    await pause(1_010);
    await rated.take('live');
    const [{ n }] = await inAgency(db, 'north', (manager) =>
      manager.query('select count(*)::int as n from connections.calls where connection = $1', [connection]),
    );
    expect(n).toBe(1);
  });

  it('I8: is its own agency’s, and each connection’s apart', async () => {
    const rate = { requests: 1, seconds: 60 };
    expect(await takeMany(budget({ rate }), 2)).toBe('go rate');
    expect(await takeMany(budget({ rate }, { agency: 'south' }), 1)).toBe('go');
    for (const table of ['calls', 'spent', 'rests']) {
      expect(await db.query(`select 1 from connections.${table}`)).toEqual([]);
      const seen = await inAgency(db, 'south', (manager) => manager.query(`select distinct agency from connections.${table}`));
      expect(seen).toEqual([{ agency: 'south' }]);
    }
    for (const agency of ['', '*']) await expect(budget({ rate }, { agency }).take('live')).rejects.toThrow(AgencyMissing);
  });
});
