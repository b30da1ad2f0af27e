import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { ReplaysUnderTest } from '../../test/replays-under-test';
import { Tallies, type TargetTally } from '../journeys/tally';
import { SideDelivery } from '../side-delivery';
import { until } from '../../../../test/journeys/until';

const visit = (id: string, subject: string): Said => ({ id, type: 'site.visited', subject, data: { visits: 1, words: 'x'.repeat(500) } });

function sum({ inFlight, held, parked, delivered, ignored, skipped, erased }: TargetTally): number {
  return inFlight + held.approval + held.parent + held.behind + held.replay + parked + delivered + ignored + skipped + erased;
}

describe('a replay of much', () => {
  let under: ExchangeUnderTest;
  let play: ReplaysUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    under.clock.at = new Date(Date.now() - 60_000);
    play = new ReplaysUnderTest(under);
  });
  afterEach(async () => {
    await play.close();
    await under.close();
  });

  it('X3: of 5,000 events holds a few pages in memory, and asks the database by the page, not by the event', async () => {
    for (let batch = 0; batch < 10; batch += 1)
      await under.say('site', ...Array.from({ length: 500 }, (_, n) => visit(`${batch}-${n}`, n < 250 ? 'hot' : `W${n % 50}`)));
    await under.db.query(`delete from exchange.queues`);
    const [{ ended }] = await under.db.query(
      `with gone as (delete from exchange.pending returning *), done as (insert into exchange.outcomes (agency, target, key, person, state, routed_at, ended_at)
         select agency, target, key, person, 'delivered', routed_at, now() from gone returning 1) select count(*)::int as ended from done`,
    );
    expect(ended).toBe(5_000);
    let statements = 0;
    let most = 0;
    const original = Client.prototype.query;
    const query = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
      statements += 1;
      return Reflect.apply(original, this, given);
    });
    const send = under.http.send.bind(under.http);
    under.http.send = async (outgoing) => {
      const answer = await send(outgoing);
      const [{ open }] =
        under.http.sent.length % 500 === 0
          ? await under.db.query(`select count(*)::int as open from exchange.replay_deliveries where state = 'due'`)
          : [{ open: 0 }];
      most = Math.max(most, Number(open));
      return answer;
    };
    try {
      await play.serve();
      const id = await play.begin();
      // What a look costs counts as well, so it is taken seldom.
      while ((await play.view(id)).state !== 'done') await pause(500);
      expect(await play.view(id)).toMatchObject({ delivered: 5_000, personsDone: 51, events: 5_000 });
      const hot = play.toldIn(id).filter((one) => Number(one.split('-')[1]) < 250);
      expect(hot).toEqual(Array.from({ length: 2_500 }, (_, n) => `${Math.floor(n / 250)}-${n % 250}`));
    } finally {
      query.mockRestore();
    }
    // Four persons at a time, two hundred events of each written ahead.
    expect(most).toBeLessThanOrEqual(800);
    expect(statements).toBeLessThan(2_500);
  }, 400_000);

  it('I4: the states add up to what was routed at every moment of a replay, while others deliver by express', async () => {
    await under.say('site', ...Array.from({ length: 200 }, (_, n) => visit(`w${n}`, `W${n % 10}`)));
    await under.deliver();
    const { db, participants, http } = under;
    const side = new SideDelivery('reader', 'backOffice', {
      db,
      participants,
      http: play.http,
      clock: play.clock,
      onTrouble: (message) => void play.troubles.push(message),
    });
    await side.onApplicationBootstrap();
    try {
      const id = await play.begin();
      const seen = new Set<number>();
      under.clock.at = new Date();
      const batch = under.records(
        'site',
        Array.from({ length: 60 }, (_, n) => visit(`live${n}`, `W${n % 20}`)),
      );
      for (let n = 0; n < 60 || (await play.view(id)).state !== 'done'; n += 1) {
        const { targets } = await new Tallies(under.db).of('north');
        for (const target of targets)
          expect({ target: target.target, sum: sum(target) }).toEqual({ target: target.target, sum: target.routed });
        seen.add(targets.find(({ target }) => target === 'crm')?.replayed.delivered ?? 0);
        if (n < 60) await side.take({ ...batch, records: batch.records.slice(n, n + 1) });
      }
      await until(async () => (await new Tallies(db).of('north')).targets.every(({ inFlight, held }) => inFlight + held.replay === 0));
      expect(seen.size).toBeGreaterThan(2);
      expect(play.troubles).toEqual([]);
      for (let n = 0; n < 10; n += 1) {
        const mine = http.sent.filter(({ event }) => event.id.startsWith('live') && Number(event.id.slice(4)) % 20 === n);
        expect(mine.map(({ event }) => Number(event.id.slice(4)))).toEqual([n, n + 20, n + 40]);
      }
      expect(await play.view(id)).toMatchObject({ delivered: 200 });
    } finally {
      await side.onApplicationShutdown();
    }
  }, 400_000);
});

describe('a person who is replayed', () => {
  it('held: replay – is told nothing by express meanwhile', async () => {
    const under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    const play = new ReplaysUnderTest(under);
    const { db, participants } = under;
    const side = new SideDelivery('reader', 'backOffice', {
      db,
      participants,
      http: play.http,
      clock: play.clock,
      onTrouble: () => undefined,
    });
    try {
      await side.onApplicationBootstrap();
      await side.take(under.records('site', [visit('w1', 'W1')]));
      await until(() => under.http.ids('crm').includes('w1'));
      const { id } = await play.plan();
      // As where another process has the person's part under way, which this one cannot know from its memory.
      await db.query(
        `insert into exchange.replay_persons (agency, run, person, target, side, lane) select agency, $1, person, 'crm', 'website', 0 from exchange.persons`,
        [id],
      );
      await db.query(`update exchange.replay_runs set state = 'running', side = 'website' where id = $1`, [id]);
      await side.take(under.records('site', [visit('held', 'W1'), visit('free', 'W2')]));
      await until(() => under.http.ids('crm').includes('free'));
      expect(under.http.ids('crm')).not.toContain('held');
      expect(await under.states()).toContain('held crm due');
    } finally {
      await side.onApplicationShutdown();
      await play.close();
      await under.close();
    }
  });
});
