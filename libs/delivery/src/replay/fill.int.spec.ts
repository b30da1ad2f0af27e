import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { ReplaysUnderTest } from '../../test/replays-under-test';
import { until } from '../../../../test/journeys/until';
import { Previews } from './previews';

const criteria = { channel: 'sales', strength: 'explicit', maxPrice: '1', currency: 'GBP' };
const property = (id: string): object => ({ property: { system: 'listings', id } });
const about = (type: string, id: string, data: object, subject = 'W1'): Said => ({ id, type, subject, data });

describe('a back office that is newly connected', () => {
  let under: ExchangeUnderTest;
  let play: ReplaysUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    under.clock.at = new Date(Date.now() - 90 * 86_400_000);
    play = new ReplaysUnderTest(under);
  });
  afterEach(async () => {
    await play.close();
    await under.close();
  });
  const live = async (): Promise<void> => {
    await under.say(
      'site',
      about('person.registered', 'p1', { person: { name: { given: 'Ann' }, emails: [{ address: 'ann@example.com' }] } }),
      about('search.saved', 's1', { searchId: 's1', search: criteria }),
      about('search.saved', 's2', { searchId: 's2', search: criteria }),
      about('property.saved', 'f1', property('L1')),
      about('property.saved', 'f2', property('L2')),
      about('ownership.claimed', 'o1', { ...property('D1'), ownership: { capacity: 'vendor', state: 'claimed' } }),
      about('consent.changed', 'c1', { consents: [{ purpose: 'marketing', channel: 'email', status: 'granted' }] }),
      about('site.visited', 'v1', { visits: 1 }),
    );
    under.clock.pass(60_000);
    await under.say(
      'site',
      about('person.updated', 'p2', { person: { name: { given: 'Anna' } } }),
      about('person.updated', 'p3', { person: { name: { given: 'Anne' } } }),
      about('search.updated', 's3', { searchId: 's1', search: criteria, name: 'one' }),
      about('search.updated', 's4', { searchId: 's1', search: criteria, name: 'two' }),
      about('search.removed', 's5', { searchId: 's2' }),
      about('property.unsaved', 'f3', property('L2')),
      about('consent.changed', 'c2', { consents: [{ purpose: 'marketing', channel: 'email', status: 'withdrawn' }] }),
    );
    under.clock.at = new Date(Date.now() - 86_400_000);
    await under.say(
      'site',
      about('property.viewed', 'v2', property('L9')),
      about('person.updated', 'p4', { person: { name: { given: 'Annie' } } }),
    );
    await under.deliver();
  };

  it('X3: is told how things stand, each fact by the event that said it last, and nothing that is over', async () => {
    await live();
    await under.add({ id: 'crm-new' });
    await play.serve();
    const id = await play.begin({ kind: 'fill', target: 'crm-new' });
    expect(await play.done(id)).toMatchObject({ kind: 'fill', personsDone: 1, counted: 'atMost' });
    expect(play.toldIn(id)).toEqual(['p1', 's1', 'f1', 'o1', 's4', 'c2', 'p4']);
    expect(play.http.works.every((work) => work === 'backfill')).toBe(true);
  });

  it('X3: then the happenings of as many days as are asked for, and no state twice', async () => {
    await live();
    await under.add({ id: 'crm-new' });
    await play.serve();
    const id = await play.begin({ kind: 'fill', target: 'crm-new', days: 7 });
    await play.done(id);
    expect(play.toldIn(id)).toEqual(['p1', 's1', 'f1', 'o1', 's4', 'c2', 'p4', 'v2']);
  });

  it('X3: a claim that another back office refuted is left out', async () => {
    await live();
    await under.say('crm', {
      id: 'b1',
      type: 'ownership.refuted',
      subject: 'C1',
      data: { ...property('D1'), ownership: { capacity: 'vendor', state: 'refuted' } },
    });
    await under.db.query(
      `update exchange.persons set human = (select human from exchange.persons where subject = 'W1') where subject = 'C1'`,
    );
    await under.add({ id: 'crm-new' });
    await play.serve();
    const id = await play.begin({ kind: 'fill', target: 'crm-new' });
    await play.done(id);
    expect(play.toldIn(id)).not.toContain('o1');
  });

  it('held: replay – what happens while it is filled waits for its person’s part, and then goes on', async () => {
    await live();
    await under.add({ id: 'crm-new' });
    play.http.hold();
    await play.serve();
    const id = await play.begin({ kind: 'fill', target: 'crm-new' });
    await until(() => play.toldIn(id).length === 1);
    under.clock.at = new Date();
    await under.say('site', about('person.updated', 'p5', { person: { name: { given: 'Last' } } }));
    await until(() => under.http.ids('crm').includes('p5'));
    expect(under.http.ids('crm-new')).toEqual(['p1']);
    play.http.letGo();
    await play.done(id);
    await until(() => under.http.ids('crm-new').at(-1) === 'p5');
  });

  it('X3: a plan shows each event as it would be sent, beside what the target was last told of the same thing, and sends nothing', async () => {
    await live();
    const sent = under.http.sent.length;
    const { id } = await play.plan({ types: ['person.updated', 'property.viewed'] });
    const { persons, next } = await new Previews(under.db, under.participants).of('north', id);
    expect(next).toBeNull();
    expect(persons).toHaveLength(1);
    const events = persons[0]?.events ?? [];
    expect(events[0]).toMatchObject({
      id: 'p2',
      leftOut: null,
      would: { subject: persons[0]?.personId, data: { person: { name: { given: 'Anna' } } } },
      told: { event: { id: 'p4' } },
      changes: [{ path: '/person/name/given', was: 'Annie', would: 'Anna' }],
    });
    expect(events.map((one) => [one.id, one.told?.event['id'] ?? null, one.changes.length])).toEqual([
      ['p2', 'p4', 1],
      ['p3', 'p4', 1],
      ['v2', null, 0],
      ['p4', 'p4', 0],
    ]);
    expect(under.http.sent).toHaveLength(sent);
  });
});
