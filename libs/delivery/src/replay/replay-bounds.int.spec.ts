import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { ReplaysUnderTest } from '../../test/replays-under-test';
import { until } from '../../../../test/journeys/until';
import { personIdOf } from '#people-exchange';
import { HoldingTank } from '../intake/holding-tank';
import { Journeys } from '../journeys/journeys';
import { forgetReplays } from './forget-replays';

const visit = (id: string, subject = 'W1'): Said => ({ id, type: 'site.visited', subject, data: { visits: 1 } });
const registered = (id: string, subject: string): Said => ({ id, type: 'person.registered', subject, data: { person: {} } });

describe('what a replay leaves alone', () => {
  let under: ExchangeUnderTest;
  let play: ReplaysUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm', concurrency: 8 }]);
    under.clock.at = new Date(Date.now() - 60_000);
    play = new ReplaysUnderTest(under);
  });
  afterEach(async () => {
    await play.close();
    await under.close();
  });

  it('I5: it has a quarter of what a target takes at once, however many persons it may bring along', async () => {
    await under.say('site', ...Array.from({ length: 20 }, (_, n) => visit(`w${n}`, `W${n}`)));
    await under.deliver();
    play.http.hold();
    await play.serve();
    const id = await play.begin({ atOnce: 64 });
    await until(() => play.toldIn(id).length === 2);
    under.clock.at = new Date();
    await under.say('site', ...Array.from({ length: 20 }, (_, n) => visit(`live${n}`, `X${n}`)));
    await until(() => under.http.ids('crm').filter((one) => one.startsWith('live')).length === 6);
    expect(play.toldIn(id)).toHaveLength(2);
    play.http.letGo();
    expect(await play.done(id)).toMatchObject({ delivered: 20 });
  });

  it('I5: a person’s long replay makes room for whoever waits for the target', async () => {
    await under.participants.change('north', 'crm', { concurrency: 1 });
    await under.say('site', ...Array.from({ length: 60 }, (_, n) => visit(`w${n}`)));
    await under.deliver();
    play.http.hold();
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).length === 1);
    under.clock.at = new Date();
    await under.say('site', visit('live', 'W2'));
    // Loaded, and waiting for room.
    await new Promise((resolve) => setTimeout(resolve, 400));
    play.http.letGo();
    await until(() => under.http.ids('crm').includes('live'));
    const all = under.http.ids('crm');
    expect(all.indexOf('live') - 60).toBeLessThanOrEqual(3);
    await play.done(id);
  });

  it('X3: who waits in a holding tank, or was kept out, is not let in by a replay', async () => {
    await under.participants.change('north', 'crm', { admission: 'approval' });
    for (const n of [1, 2, 3]) await under.say('site', registered(`r${n}`, `W${n}`));
    const tank = new HoldingTank(under.db);
    const of = (subject: string) => ({ target: 'crm', personId: personIdOf('north', 'site', subject) });
    await tank.decide('north', of('W1'), { verb: 'approve' }, 'operator');
    await tank.decide('north', of('W2'), { verb: 'spam' }, 'operator');
    await under.deliver();
    await play.serve();
    const id = await play.begin();
    expect(await play.done(id)).toMatchObject({ persons: 1, delivered: 1 });
    expect(play.toldIn(id)).toEqual(['r1']);
  });

  it('X3: a website is told again only of persons it knows, under its own id of them, and of introductions', async () => {
    const said = (id: string, subject: string, type = 'search.saved'): Said => ({ id, type, subject, data: { searchId: id, search: {} } });
    await under.say('site', registered('r1', 'W1'));
    under.http.answer = (_, target) => ({ status: 200, ...(target === 'crm' ? { body: { subject: 'C1' } } : {}) });
    await under.deliver();
    under.clock.pass(1_000);
    await under.say('crm', said('b1', 'C1'), said('b2', 'C2'), { id: 'b3', type: 'account.invited', subject: 'C3', data: { person: {} } });
    await under.deliver();
    await play.serve('website');
    const id = await play.begin({ target: 'site' });
    expect(await play.done(id)).toMatchObject({ events: 2, delivered: 2 });
    expect(play.toldIn(id).toSorted()).toEqual(['b1', 'b3']);
    expect(under.http.sent.find(({ event, webhookId }) => event.id === 'b1' && webhookId.endsWith(id))?.event.subject).toBe('W1');
  });

  it('X3: what fails ten times while its target takes others steps aside, so that its person is not held up for ever', async () => {
    await under.say('site', visit('w1'), visit('w2'), visit('v1', 'W2'));
    await under.deliver();
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 503 : 200 });
    const { lanes } = await play.serve();
    // As if it had taken something lately, whatever fails in between.
    jest.spyOn(lanes, 'takesOthers').mockReturnValue(true);
    jest.spyOn(lanes, 'mayAsk').mockReturnValue(true);
    const id = await play.begin();
    await until(async () => {
      await under.db.query(`update exchange.replay_persons set wake_at = '-infinity'`);
      return (await play.view(id)).state === 'done';
    }, 400_000);
    expect(await play.view(id)).toMatchObject({ delivered: 2, refused: 1 });
    const { refusedEvents } = await play.replays.show('north', id);
    expect(refusedEvents).toMatchObject([{ id: 'w1', reason: 'failed 10 times while the target takes others: answered 503' }]);
  }, 400_000);

  it('X9: a journey tells each time that a replay told the event, at a target too that got it only so', async () => {
    await under.say('site', visit('w1'));
    await under.deliver();
    await under.add({ id: 'crm-new' });
    await play.serve();
    const first = await play.begin();
    await play.done(first);
    const second = await play.begin({ target: 'crm-new', kind: 'fill', days: 1 });
    await play.done(second);
    const [journey] = await new Journeys(under.db).of('north', { source: 'https://site.example', id: 'w1' }, { payloads: false });
    expect(journey?.targets.map(({ target }) => target)).toEqual(['crm']);
    expect(journey?.replays).toMatchObject([
      { run: first, target: 'crm', state: 'delivered', attempts: 1, status: 200 },
      { run: second, target: 'crm-new', state: 'delivered', attempts: 1, status: 200 },
    ]);
  });

  it('I6: what became of a run is kept for its time and then dropped, while what is stopped or under way stays', async () => {
    await under.say('site', visit('w1'));
    await under.deliver();
    await play.serve();
    const old = await play.begin();
    await play.done(old);
    const planned = await play.plan();
    const stopped = await play.begin();
    await play.replays.stop('north', stopped);
    await forgetReplays(under.db, new Date(Date.now() - 86_400_000));
    expect((await play.replays.list('north')).map(({ id }) => id)).toHaveLength(3);
    await forgetReplays(under.db, new Date(Date.now() + 86_400_000));
    expect((await play.replays.list('north')).map(({ id }) => id)).toEqual([stopped]);
    expect([old, planned.id]).not.toContain(stopped);
    expect(await under.db.query('select distinct run from exchange.replay_deliveries where run = $1', [old])).toEqual([]);
  });

  it('X7: an erasure takes the reasons too, which may hold a vendor’s words about the person', async () => {
    await under.say('site', visit('w1'));
    await under.deliver();
    under.http.answer = () => ({ status: 422 });
    await play.serve();
    const id = await play.begin();
    await play.done(id);
    await under.db.query(`update exchange.replay_deliveries set reason = 'Ann Lee is not known here'`);
    await under.say('site', { id: 'w2', type: 'person.erased', subject: 'W1' });
    expect(await under.db.query('select state, reason from exchange.replay_deliveries')).toEqual([{ state: 'refused', reason: null }]);
  });
});
