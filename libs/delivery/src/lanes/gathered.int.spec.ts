import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { Journeys } from '../journeys/journeys';
import { Tallies, type TargetTally } from '../journeys/tally';
import type { JourneyTarget } from '../journeys/views';

const gather = { types: ['interest.registered', 'interest.withdrawn'], quietSeconds: 60, atMostSeconds: 300 };

describe('what a website hears together', () => {
  let under: ExchangeUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site', receives: { gather } }, { id: 'crm' }, { id: 'siteother' }]);
  });
  afterEach(() => under.close());

  const invited = (id: string, subject = 'C1'): Said => ({
    id,
    type: 'account.invited',
    subject,
    data: { person: { externalIds: ['site', 'siteother'].map((system) => ({ system, id: `W-${subject}` })) } },
  });
  const interest = (id: string, subject = 'C1'): Said => ({
    id,
    type: 'interest.registered',
    subject,
    data: { property: { system: 'crm', id } },
  });
  const updated = (id: string): Said => ({ id, type: 'person.updated', subject: 'C1', data: { person: { name: { given: 'Ana' } } } });
  /** Says it, and lets the lanes look. */
  const say = async (...said: Said[]): Promise<void> => {
    await under.say('crm', ...said);
    await under.deliver();
  };
  const pass = async (seconds: number): Promise<void> => {
    under.clock.pass(seconds * 1000);
    await under.deliver();
  };
  const batches = (target = 'site'): string[] => under.http.batches.filter((one) => one.target === target).map(({ ids }) => ids.join(' '));
  const atSite = async (id: string): Promise<JourneyTarget | undefined> => {
    const [journey] = await new Journeys(under.db).of('north', { source: 'https://crm.example', id }, { payloads: true });
    return journey?.targets.find(({ target }) => target === 'site');
  };
  const tally = async (): Promise<TargetTally | undefined> =>
    (await new Tallies(under.db).of('north')).targets.find(({ target }) => target === 'site');

  it('P9: interest comes in one request, once nothing more came for a while; the invitation before it comes at once', async () => {
    await say(invited('i'), interest('a'));
    await pass(59);
    await say(interest('b'), { ...interest('c'), type: 'interest.withdrawn' });
    await pass(59);
    expect(under.http.ids('site')).toEqual(['i']);
    expect(under.http.ids('siteother')).toEqual(['i', 'a', 'b', 'c']);
    await pass(1);
    expect(batches()).toEqual(['a b c']);
    expect(batches('siteother')).toEqual([]);
    expect(await tally()).toMatchObject({ routed: 4, delivered: 4, inFlight: 0 });
    expect(await atSite('b')).toMatchObject({ state: 'delivered', attempts: [{ number: 1, status: 200, events: 3 }] });
    expect((await atSite('i'))?.attempts[0]).not.toHaveProperty('events');
  });

  it('P9: it waits no longer than it may after the first, however much comes', async () => {
    await say(invited('i'));
    for (let minute = 0; minute < 6; minute += 1) {
      await say(interest(`m${minute}`));
      await pass(50);
    }
    expect(batches()).toEqual(['m0 m1 m2 m3 m4 m5']);
  });

  it('P9, I3: what comes behind waits as well, and what comes behind that is gathered anew', async () => {
    await say(invited('i'), interest('a'));
    await pass(10);
    await say(updated('u'), interest('b'));
    await pass(49);
    expect(under.http.ids('site')).toEqual(['i']);
    await pass(1);
    expect(under.http.ids('site')).toEqual(['i', 'a', 'u']);
    await pass(10);
    expect(under.http.ids('site')).toEqual(['i', 'a', 'u', 'b']);
    expect(batches()).toEqual(['a', 'b']);
  });

  it('P9: who follows it is told until when it waits; the tally counts it as in flight', async () => {
    await say(invited('i'), interest('a'), updated('u'));
    expect(await atSite('a')).toMatchObject({
      state: 'inFlight',
      reason: 'waits until 2026-03-10T10:01:00Z for more to go with it',
      nextAttemptAt: '2026-03-10T10:01:00.000Z',
    });
    expect(await atSite('u')).toMatchObject({ reason: 'behind what waits until 2026-03-10T10:01:00Z for more to go with it' });
    expect(await tally()).toMatchObject({ routed: 3, delivered: 1, inFlight: 2, gathered: { events: 2 } });
    expect((await tally())?.gathered.until).toBe('2026-03-10T10:01:00.000Z');
    await pass(60);
    expect(await tally()).toMatchObject({ delivered: 3, gathered: { events: 0, until: null } });
  });

  it('P9, I2: after a lost answer it is told again with what came meanwhile, in a request of another name', async () => {
    await say(invited('i'), interest('a'), interest('b'));
    under.http.answerTogether = () => ({ status: 503 });
    await pass(60);
    await under.say('crm', interest('c'));
    under.http.answerTogether = () => ({ status: 200 });
    // It was sent before, so it waits for no more.
    await pass(2);
    expect(batches()).toEqual(['a b', 'a b c']);
    expect(new Set(under.http.batches.map(({ id }) => id)).size).toBe(2);
    expect(await atSite('a')).toMatchObject({
      state: 'delivered',
      attempts: [
        { number: 1, status: 503, events: 2 },
        { number: 2, status: 200, events: 3 },
      ],
    });
    expect(await atSite('c')).toMatchObject({ attempts: [{ number: 1, status: 200 }] });
  });

  it('I2: the same events asked again have the same name', async () => {
    await say(invited('i'), interest('a'), interest('b'));
    under.http.answerTogether = () => ({ status: 503 });
    await pass(60);
    await pass(60);
    expect(under.http.batches.map(({ ids }) => ids.join(' '))).toEqual(['a b', 'a b']);
    expect(new Set(under.http.batches.map(({ id }) => id)).size).toBe(1);
  });

  it('I7: while the target takes nothing, its person is asked for less and less often, as with any event', async () => {
    await say(invited('i'), interest('a'), interest('b'));
    under.http.answerTogether = () => ({ status: 503 });
    for (let attempt = 0; attempt < 3; attempt += 1) await pass(60);
    const [{ attempts }] = await under.db.query('select attempts from exchange.queues');
    expect(attempts).toBe(3);
  });

  it('I5: an event that the target refuses parks alone; those it went with are told apart', async () => {
    await say(invited('i'), interest('a'), interest('bad'), interest('c'));
    under.http.answerTogether = (events) => ({ status: events.some(({ id }) => id === 'bad') ? 422 : 200 });
    await pass(60);
    expect(batches()).toEqual(['a bad c', 'a', 'bad', 'c']);
    expect(await tally()).toMatchObject({ delivered: 3, parked: 1 });
    expect(await atSite('bad')).toMatchObject({
      reason: 'refused with 422',
      attempts: [
        { number: 1, events: 3 },
        { number: 2, events: 1 },
      ],
    });
    expect(await atSite('c')).toMatchObject({ state: 'delivered', attempts: [{ status: 422 }, { number: 2, status: 200 }] });
    const [{ attempts }] = await under.db.query(`select attempts from exchange.pending where state = 'parked'`);
    expect(attempts).toBe(2);
  });

  it('an event refused for a day while the target takes others parks, with those it goes with', async () => {
    await say(invited('i'), interest('a'), interest('b'), updated('u'));
    under.http.answerTogether = () => ({ status: 503 });
    await pass(60);
    under.clock.pass(86_400_000);
    await under.deliver(undefined, true);
    expect(await under.states()).toEqual(['a site parked', 'b site parked']);
    expect(under.http.ids('site').at(-1)).toBe('u');
  });

  it('P9: persons wait each for themselves', async () => {
    await say(invited('i1'), invited('i2', 'C2'), interest('a'));
    await pass(30);
    await say(interest('x', 'C2'));
    await pass(30);
    await pass(30);
    expect(batches()).toEqual(['a', 'x']);
  });

  it('P9, X7: an erasure is told at once, and what waited is not told at all', async () => {
    await say(invited('i'), interest('a'));
    await say({ id: 'e', type: 'person.erased', subject: 'C1', data: {} });
    expect(under.http.ids('site')).toEqual(['i', 'e']);
    await pass(60);
    expect(batches()).toEqual([]);
  });

  it('P9: a website that gathers no more gets at once what waited', async () => {
    await say(invited('i'), interest('a'), interest('b'));
    await under.participants.change('north', 'site', { receives: {} });
    await under.deliver();
    expect(under.http.ids('site')).toEqual(['i', 'a', 'b']);
    expect(batches()).toEqual([]);
  });

  it('P9: more than a queue loads at a time goes in one request', async () => {
    const ids = Array.from({ length: 40 }, (_, place) => `a${place}`);
    await say(invited('i'), ...ids.map((id) => interest(id)));
    await pass(60);
    expect(batches()).toEqual([ids.join(' ')]);
  });

  it('P9: it is set for a webhook, within bounds', async () => {
    await under.add({ id: 'siteread', delivery: { mode: 'feed' } });
    await expect(under.participants.change('north', 'siteread', { receives: { gather } })).rejects.toThrow(/no webhook/);
  });
});
