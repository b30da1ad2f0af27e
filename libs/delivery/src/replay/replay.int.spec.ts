import { randomUUID } from 'node:crypto';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { ReplaysUnderTest } from '../../test/replays-under-test';
import { until } from '../../../../test/journeys/until';
import { Journeys } from '../journeys/journeys';
import { Tallies, type TargetTally } from '../journeys/tally';
import { digestOf } from '../hash';
import { runQueue } from '../lanes/run-queue';
import { loadPages } from './load-pages';
import { openPersons } from './open-persons';
import { recordPage } from './record-page';
import { emptyParts, writePart } from './write-parts';

const visit = (id: string, subject = 'W1'): Said => ({ id, type: 'site.visited', subject, data: { visits: 1 } });

describe('a replay', () => {
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
  const crm = async (): Promise<TargetTally | undefined> =>
    (await new Tallies(under.db).of('north')).targets.find(({ target }) => target === 'crm');
  const sum = (t: TargetTally): number => {
    const { approval, parent, behind, replay } = t.held;
    return t.inFlight + approval + parent + behind + replay + t.parked + t.delivered + t.ignored + t.skipped + t.erased;
  };
  const personOf = async (subject: string): Promise<string> => {
    const [row] = await under.db.query('select person from exchange.persons where subject = $1', [subject]);
    return row.person;
  };

  it('X3: what was delivered is told again in the order it was accepted, under ID.RUN, and is counted apart', async () => {
    await under.say('site', visit('w1'), visit('w2'), visit('v1', 'W2'));
    under.clock.pass(1_000);
    await under.say('site', visit('w3'));
    await under.deliver();
    await play.serve();
    const planned = await play.plan();
    expect(planned).toMatchObject({ state: 'planned', persons: 2, events: 4, counted: 'exactly' });
    expect(under.http.sent).toHaveLength(4);
    await play.replays.run('north', planned.id);
    expect(await play.done(planned.id)).toMatchObject({ personsDone: 2, delivered: 4, refused: 0 });
    const told = play.toldIn(planned.id);
    expect(told.filter((id) => id.startsWith('w'))).toEqual(['w1', 'w2', 'w3']);
    const again = under.http.sent.filter(({ event }) => event.id === 'w1').map(({ webhookId }) => webhookId);
    const id = digestOf('site', 'https://site.example', 'w1');
    expect(again).toEqual([id, `${id}.${planned.id}`]);
    expect(play.http.works).toEqual(['backfill', 'backfill', 'backfill', 'backfill']);
    expect(await crm()).toMatchObject({ routed: 4, delivered: 4, replayed: { underWay: 0, delivered: 4 } });
    const [journey] = await new Journeys(under.db).of('north', { source: 'https://site.example', id: 'w1' }, { payloads: false });
    expect(journey?.targets).toHaveLength(1);
    expect(journey?.replays).toMatchObject([{ run: planned.id, target: 'crm', state: 'delivered', status: 200 }]);
  });

  it('X3: persons, a window and types are chosen; nothing else is told', async () => {
    await under.say('site', visit('w1'), visit('x1', 'W2'), { id: 'w2', type: 'search.performed', subject: 'W1', data: {} });
    under.clock.pass(10_000);
    const from = under.clock.at;
    await under.say('site', visit('w3'), visit('x3', 'W2'), { id: 'w4', type: 'search.performed', subject: 'W1', data: {} });
    under.clock.pass(10_000);
    const until = under.clock.at;
    await under.say('site', visit('w5'));
    await under.deliver();
    await play.serve();
    const wanted = { persons: [await personOf('W1')], from, until, types: ['site.visited'] };
    expect(await play.plan(wanted)).toMatchObject({ persons: 1, events: 1 });
    const id = await play.begin(wanted);
    await play.done(id);
    expect(play.toldIn(id)).toEqual(['w3']);
  });

  it('held: replay – what its person does meanwhile waits, other persons go on, and it goes out in order when the part is over', async () => {
    await under.say('site', visit('w1'), visit('w2'));
    await under.deliver();
    play.http.hold();
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).length === 1);
    under.clock.at = new Date();
    await under.say('site', visit('w3'), visit('w4'), visit('v1', 'W2'));
    await until(() => under.http.ids('crm').includes('v1'));
    const now = await crm();
    expect(now).toMatchObject({ routed: 5, held: { replay: 2 }, replayed: { underWay: 2 } });
    expect(now && sum(now)).toBe(5);
    const [journey] = await new Journeys(under.db).of('north', { source: 'https://site.example', id: 'w3' }, { payloads: false });
    expect(journey).toMatchObject({ sentence: 'Waiting for a replay at crm.', targets: [{ state: 'heldReplay' }] });
    play.http.letGo();
    await play.done(id);
    await until(() => under.http.ids('crm').includes('w4'));
    expect(under.http.ids('crm').filter((one) => one !== 'v1')).toEqual(['w1', 'w2', 'w1', 'w2', 'w3', 'w4']);
    await until(async () => (await crm())?.delivered === 5);
    expect(await crm()).toMatchObject({ held: { replay: 0 }, inFlight: 0 });
  });

  it('held: replay – what is live waits too while its person’s part rests, because the target cannot take it now', async () => {
    await under.say('site', visit('w1'));
    await under.deliver();
    let down = true;
    under.http.answer = (event) => ({ status: down && event.id === 'w1' ? 503 : 200 });
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).length >= 2);
    under.clock.at = new Date();
    await under.say('site', visit('w2'));
    const tries = play.toldIn(id).length;
    await until(() => play.toldIn(id).length > tries + 1);
    expect(under.http.ids('crm')).not.toContain('w2');
    down = false;
    await play.done(id);
    await until(() => under.http.ids('crm').at(-1) === 'w2');
  });

  it('X3: a stopped run tells nothing more and holds nobody up; it goes on where it stopped', async () => {
    await under.say('site', ...Array.from({ length: 150 }, (_, n) => visit(`w${n}`)));
    await under.deliver();
    play.http.hold();
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).length === 1);
    await play.replays.stop('north', id);
    play.http.letGo();
    under.clock.at = new Date();
    await under.say('site', visit('live'));
    await until(() => under.http.ids('crm').includes('live'));
    const told = play.toldIn(id).length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(play.toldIn(id)).toHaveLength(told);
    expect(told).toBeLessThan(150);
    expect(await play.view(id)).toMatchObject({ state: 'stopped', delivered: told });
    await play.replays.goOn('north', id);
    expect(await play.done(id)).toMatchObject({ delivered: 150 });
    expect(play.toldIn(id)).toEqual(Array.from({ length: 150 }, (_, n) => `w${n}`));
  });

  it('X3: a process that dies over a run leaves it to the next, which tells again only what was not recorded, under the same id', async () => {
    await under.say('site', ...Array.from({ length: 150 }, (_, n) => visit(`w${n}`)));
    await under.deliver();
    const [dying] = [await play.serve('backOffice', 1)];
    // In the middle of a page: some of it is told, none of it recorded.
    play.http.holdFrom(100);
    const id = await play.begin();
    await until(() => play.toldIn(id).length >= 100);
    expect((await play.view(id)).delivered).toBeLessThan(100);
    // As a process that is gone: it renews nothing, and what it still hears of is not its own any more.
    await under.db.query(`update exchange.lanes set owner = gen_random_uuid(), until = '-infinity'`);
    await under.db.query('delete from exchange.lane_owners');
    const next = await play.serve('backOffice');
    play.http.letGo();
    void dying;
    expect(await play.done(id)).toMatchObject({ delivered: 150, personsDone: 1 });
    const told = play.toldIn(id);
    expect([...new Set(told)]).toEqual(Array.from({ length: 150 }, (_, n) => `w${n}`));
    const ids = under.http.sent.filter(({ webhookId }) => webhookId.endsWith(`.${id}`)).map(({ webhookId }) => webhookId);
    expect(new Set(ids).size).toBe(150);
    expect(next.lanes.heldLanes().length).toBeGreaterThan(0);
  });

  it('X3: what was parked is not parked any more once a replay delivered it, late and by the run; what waited for it goes out', async () => {
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 422 : 200 });
    const search = { channel: 'sales', strength: 'explicit', maxPrice: '1', currency: 'GBP' };
    await under.say(
      'site',
      { id: 'w1', type: 'search.saved', subject: 'W1', data: { searchId: 's1', search } },
      { id: 'w2', type: 'search.updated', subject: 'W1', data: { searchId: 's1', search, name: 'x' } },
    );
    await under.deliver();
    expect(await under.states()).toEqual(['w1 crm parked', 'w2 crm heldParent']);
    under.http.answer = () => ({ status: 200 });
    await play.serve();
    const id = await play.begin();
    // What waits for its parent goes by itself.
    expect(await play.done(id)).toMatchObject({ delivered: 1 });
    await until(() => under.http.ids('crm').includes('w2'));
    await until(async () => (await crm())?.delivered === 2);
    expect(await crm()).toMatchObject({ routed: 2, parked: 0, held: { parent: 0 } });
    const [journey] = await new Journeys(under.db).of('north', { source: 'https://site.example', id: 'w1' }, { payloads: false });
    expect(journey?.targets).toMatchObject([{ state: 'delivered', late: true, by: `replay ${id}` }]);
  });

  it('X3: what was ignored is told where the target wants the type now; what it does not want cannot be planned', async () => {
    await under.participants.change('north', 'crm', { receives: { types: ['search.performed'] } });
    await under.say('site', visit('w1'));
    await under.deliver();
    expect(await under.states()).toEqual(['w1 crm ignored']);
    await expect(play.plan({ types: ['site.visited'] })).rejects.toThrow('"crm" does not want site.visited');
    await under.participants.change('north', 'crm', { receives: { types: ['site.visited'] } });
    await play.serve();
    const id = await play.begin();
    expect(await play.done(id)).toMatchObject({ delivered: 1 });
    expect(await crm()).toMatchObject({ routed: 1, ignored: 1, delivered: 0, replayed: { delivered: 1 } });
  });

  it('X3: of the same id with another body only the first is told', async () => {
    await under.say('site', visit('w1'));
    await under.say('site', { ...visit('w1'), data: { visits: 2 } });
    await under.deliver();
    expect(await under.states()).toEqual(['w1 crm parked']);
    await play.serve();
    const id = await play.begin();
    expect(await play.done(id)).toMatchObject({ delivered: 1 });
    expect(under.http.sent.at(-1)?.event.data).toEqual({ visits: 1 });
  });

  it('X7: nobody who was erased is replayed, and who is erased meanwhile is told nothing more but that', async () => {
    await under.say('site', ...Array.from({ length: 20 }, (_, n) => visit(`w${n}`)), visit('v1', 'W2'));
    await under.deliver();
    await under.say('site', { id: 'v2', type: 'person.erased', subject: 'W2' });
    await under.deliver();
    expect(await play.plan()).toMatchObject({ persons: 1, events: 20 });
    play.http.hold();
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).length === 1);
    under.clock.at = new Date();
    await under.say('site', { id: 'w99', type: 'person.erased', subject: 'W1' });
    play.http.letGo();
    await until(() => under.http.ids('crm').includes('w99'));
    expect(await play.done(id)).toMatchObject({ personsDone: 1, delivered: 0, erased: 20 });
    const last = await crm();
    expect(last && sum(last)).toBe(last?.routed);
  });

  it('X3: what a target refuses steps aside with its reason; what it cannot take now is tried again', async () => {
    let down = true;
    under.http.answer = () => ({ status: 200 });
    await under.say('site', visit('w1'), visit('w2'), visit('w3'));
    await under.deliver();
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 422 : event.id === 'w2' && down ? 503 : 200 });
    await play.serve();
    const id = await play.begin();
    await until(() => play.toldIn(id).includes('w2'));
    down = false;
    expect(await play.done(id)).toMatchObject({ delivered: 2, refused: 1 });
    expect(play.toldIn(id)).toEqual(['w1', 'w2', 'w2', 'w3']);
    expect((await play.replays.show('north', id)).refusedEvents).toMatchObject([{ id: 'w1', reason: 'refused with 422' }]);
    expect(await crm()).toMatchObject({ parked: 0, delivered: 3 });
  });

  it('X3: one run at a time goes to a target, a run is moved only from where it stands, and a feed is told so', async () => {
    await under.add({ id: 'crm-feed', delivery: { mode: 'feed' } });
    await under.say('site', visit('w1'));
    await under.deliver();
    const id = await play.begin();
    const other = await play.plan();
    await expect(play.replays.run('north', other.id)).rejects.toThrow(`Run ${id} is under way at "crm"`);
    await expect(play.replays.goOn('north', id)).rejects.toThrow(`Run ${id} is running, not stopped`);
    await expect(play.plan({ target: 'crm-feed' })).rejects.toThrow('replays go to webhooks and connections');
    await expect(play.plan({ target: 'lead-desk' })).rejects.toThrow('people-exchange rebuild');
    await expect(play.replays.show('north', 'nothing')).rejects.toMatchObject({ code: 'notFound' });
  });

  it('I10: an echo of what only a replay told is known for one', async () => {
    const named = (id: string, given: string): Said => ({
      id,
      type: 'person.updated',
      subject: 'W1',
      data: { person: { name: { given } } },
    });
    await under.say('site', named('w1', 'Old'), named('w2', 'New'));
    await under.deliver();
    await under.add({ id: 'crm-new' });
    under.http.answer = () => ({ status: 200, body: { subject: 'C1' } });
    await play.serve();
    const id = await play.begin({ target: 'crm-new' });
    await play.done(id);
    under.clock.at = new Date(Date.now() + 3_600_000);
    await under.say('crm-new', { id: 'b1', type: 'person.updated', subject: 'C1', data: { person: { name: { given: 'New' } } } });
    expect((await new Tallies(under.db).of('north')).echoes).toBe(1);
  });

  it('I3: a process that lost its lanes meanwhile writes nothing of what it told', async () => {
    await under.say('site', visit('w1'));
    await under.deliver();
    const { id } = await play.plan();
    const { db, participants } = under;
    await db.query(`update exchange.replay_runs set state = 'running' where id = $1`, [id]);
    await openPersons(db, { agency: 'north', id }, 4, new Date());
    const every = Array.from({ length: 64 }, (_, lane) => lane);
    for (const one of await emptyParts(db, 'backOffice', every)) await writePart(db, one);
    const target = (await participants.list('north')).find((one) => one.id === 'crm');
    if (!target) throw new TypeError('crm is not there');
    const [page] = await loadPages(db, { lanes: every, wanted: [{ target, run: id, free: 1 }], running: [], now: new Date() });
    if (!page) throw new TypeError('nothing is due');
    const run = await runQueue(page.queue, under.http, Date.now());
    await recordPage(db, randomUUID(), page, run, { now: new Date(), chance: 0, targetTakesOthers: true });
    expect(await play.view(id)).toMatchObject({ delivered: 0, personsDone: 0 });
    expect(await db.query('select state from exchange.replay_deliveries')).toEqual([{ state: 'due' }]);
  });
});
