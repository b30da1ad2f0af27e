import { PostgresEventLog, topics } from '#event-log';
import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';
import { Feed } from '../targets/feed';
import { Upkeep } from './upkeep';

const day = 86_400_000;

describe('upkeep', () => {
  let under: ExchangeUnderTest;
  let log: PostgresEventLog;
  const troubles: string[] = [];
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    log = new PostgresEventLog(under.db);
    troubles.length = 0;
  });
  afterEach(async () => {
    await log.close();
    await under.close();
  });
  const upkeep = (more: object = {}): Upkeep =>
    new Upkeep({
      db: under.db,
      clock: under.clock,
      log,
      historyDays: 60,
      dedupDays: 30,
      retentionDays: 30,
      onTrouble: (message) => void troubles.push(message),
      ...more,
    });
  const partitions = async (parent: string): Promise<string[]> => {
    const rows: { name: string }[] = await under.db.query(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ('exchange.' || $1)::regclass order by 1`,
      [parent],
    );
    return rows.map((row) => row.name);
  };
  const visit = (id: string, subject = 'W1'): Promise<void> =>
    under.say('site', { id, type: 'site.visited', subject, data: { visits: 1 } });
  const crm = async () => (await new Tallies(under.db).of('north')).targets.find(({ target }) => target === 'crm');

  it('makes the months and dedup periods ahead, and can be run again', async () => {
    under.clock.pass(80 * day);
    await upkeep().run();
    await upkeep().run();
    expect(await partitions('attempts')).toEqual(expect.arrayContaining(['attempts_202605', 'attempts_202606']));
    expect((await partitions('seen')).length).toBeGreaterThan(4);
    expect(troubles).toEqual([]);
  });

  it('gives rows that no month was made for one of their own, and loses none', async () => {
    under.clock.pass(100 * day);
    await visit('w1');
    await under.deliver();
    expect(await under.db.query('select id from exchange.inbox_other')).toEqual([{ id: 'w1' }]);
    await upkeep().run();
    const counted = await under.db.query(
      'select (select count(*)::int from exchange.inbox_other) as other, (select count(*)::int from exchange.inbox_202606) as june, (select count(*)::int from exchange.seen_other) as seen',
    );
    expect(counted).toEqual([{ other: 0, june: 1, seen: 0 }]);
    expect(troubles).toEqual([]);
  });

  it('drops what is older than the history, and the tally still counts it (I4)', async () => {
    await visit('w1');
    await under.deliver();
    const before = await crm();
    under.clock.pass(120 * day);
    await upkeep().run();
    for (const parent of ['inbox', 'attempts', 'outcomes']) expect(await partitions(parent)).not.toContain(`${parent}_202603`);
    expect(await crm()).toEqual(before);
    expect(before).toMatchObject({ routed: 1, delivered: 1 });
  });

  it('I4: folds what batches counted one by one into a row each, and the tally says the same before and after', async () => {
    for (const id of ['w1', 'w2', 'w3']) {
      await visit(id);
      await under.deliver();
    }
    const tally = new Tallies(under.db);
    const before = await tally.of('north');
    const rows = (): Promise<unknown> =>
      under.db.query(
        `select (select count(*)::int from exchange.takings) as takings, (select count(*)::int from exchange.routings) as routings, (select count(*)::int from exchange.ends) as ends`,
      );
    expect(await rows()).toEqual([{ takings: 3, routings: 3, ends: 3 }]);
    await upkeep().run();
    expect(await rows()).toEqual([{ takings: 1, routings: 1, ends: 1 }]);
    expect(await tally.of('north')).toEqual(before);
    expect(before).toMatchObject({ accepted: 3 });
    expect(await crm()).toMatchObject({ routed: 3, delivered: 3 });
  });

  it('keeps a month for as long as something parked or in flight needs its event', async () => {
    under.http.answer = () => ({ status: 422 });
    await visit('w1');
    await under.deliver();
    under.clock.pass(120 * day);
    await upkeep().run();
    expect(await partitions('inbox')).toContain('inbox_202603');
    expect(await partitions('attempts')).toContain('attempts_202603');
    expect(await under.states()).toEqual(['w1 crm parked']);
  });

  it('drops ids older than the dedup window and none that is younger (I2)', async () => {
    await visit('w1');
    under.clock.pass(29 * day);
    await upkeep().run();
    await visit('w1');
    expect(await new Tallies(under.db).of('north')).toMatchObject({ accepted: 1, repeated: 1 });
    under.clock.pass(60 * day);
    await upkeep().run();
    await visit('w1');
    expect(await new Tallies(under.db).of('north')).toMatchObject({ accepted: 2, repeated: 1 });
  });

  it('expires feeds: whoever reads from before is told the oldest cursor and how many were missed, and the tally adds up', async () => {
    await under.add({ id: 'crm-feed', delivery: { mode: 'feed' } });
    const feed = new Feed(under.db);
    await visit('w1');
    await under.fillFeeds();
    const start = (await feed.page('north', 'crm-feed', undefined, 10)).next;
    await visit('w2');
    await visit('w3');
    await under.fillFeeds();
    under.clock.pass(31 * day);
    await visit('w4');
    await under.fillFeeds();
    await feed.page('north', 'crm-feed', start, 1);
    await upkeep().run();
    const refused = await feed.page('north', 'crm-feed', start, 10).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'expired', facts: { missed: 2 } });
    // The line above says what it is.
    const { oldest } = (refused as { facts: { oldest: string } }).facts;
    expect((await feed.page('north', 'crm-feed', oldest, 10)).events).toMatchObject([{ id: 'w4' }]);
    const { targets } = await new Tallies(under.db).of('north');
    expect(targets.find(({ target }) => target === 'crm-feed')).toMatchObject({ routed: 4, delivered: 1, skipped: 2, inFlight: 1 });
  });

  it('drops days of the log, but none that a reader has not read, and says so', async () => {
    const batch = under.records('site', [{ id: 'w1', type: 'site.visited', subject: 'W1', data: { visits: 1 } }]);
    await log.append(topics.fromWebsites, batch.records);
    await log.append(topics.fromWebsites, batch.records);
    await under.take(batch);
    under.clock.at = new Date(Date.now() + 40 * day);
    await upkeep().run();
    expect(troubles).toEqual([expect.stringContaining('reader of website has not read')]);
    const [kept] = await log.ends([topics.fromWebsites]);
    expect(kept).toMatchObject({ first: '0', end: '2' });
    await under.db.query('update exchange.positions set next = 2');
    await upkeep().run();
    expect(await log.ends([topics.fromWebsites])).toMatchObject([{ first: '2', end: '2' }]);
  });

  it('forgets what could not be read and erasures that are done with the history, and does what other rooms add', async () => {
    await visit('w1');
    await under.say('site', { id: 'w2', type: 'person.erased', subject: 'W1' });
    await under.db.query(
      `insert into exchange.acts (agency, target, run, did, who, at) values ('north', 'crm', 'r', 'run', 'Olivia', $1)`,
      [under.clock.now()],
    );
    await under.db.query(
      `insert into exchange.malformed (reader, topic, partition, position, why, raw, at) values ('r', 't', 0, 1, 'w', '', $1)`,
      [under.clock.now()],
    );
    const left = (): Promise<unknown> =>
      under.db.query(
        'select (select count(*)::int from exchange.acts) as acts, (select count(*)::int from exchange.malformed) as malformed, (select count(*)::int from exchange.erasures_due) as erasures, (select count(*)::int from exchange.erased) as erased',
      );
    const told: Date[] = [];
    const one = upkeep();
    one.also('see', async ({ historyBefore }) => told.push(historyBefore));
    under.clock.pass(59 * day);
    await one.run();
    expect(await left()).toEqual([{ acts: 1, malformed: 1, erasures: 1, erased: 1 }]);
    under.clock.pass(62 * day);
    await one.run();
    expect(await left()).toEqual([{ acts: 0, malformed: 0, erasures: 0, erased: 1 }]);
    expect(told.map((at) => (under.clock.now().getTime() - at.getTime()) / day)).toEqual([122, 60]);
  });

  it('one part’s trouble does not keep the others from their work', async () => {
    await under.db.query('drop function exchange.drop_periods');
    under.clock.pass(120 * day);
    await upkeep().run();
    expect(troubles).toEqual([expect.stringContaining('Upkeep could not drop old ids')]);
    expect(await partitions('inbox')).toContain('inbox_202607');
  });

  it('starts at once and ends what it does before it stops', async () => {
    under.clock.pass(80 * day);
    const running = upkeep();
    await running.start();
    await running.stop();
    expect(await partitions('inbox')).toContain('inbox_202605');
  });
});
