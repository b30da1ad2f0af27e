import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';

const search = (name: string, price = '1'): unknown => ({
  searchId: 's1',
  name,
  search: { channel: 'sales', strength: 'explicit', maxPrice: price, currency: 'GBP' },
});

/** Participants that speak the contract; the connections' own way is told by their own tests. */
describe('edits that cross', () => {
  let under: ExchangeUnderTest;
  let crmIsAway: boolean;
  beforeEach(async () => {
    crmIsAway = false;
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    under.http.answer = (_, target) => ({
      status: target === 'crm' && crmIsAway ? 503 : 200,
      body: { subject: target === 'crm' ? 'C1' : 'W1' },
    });
    await under.say('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person: { name: { given: 'Ana' } } } });
    await under.say('site', { id: 'w2', type: 'search.saved', subject: 'W1', data: search('Town') });
    await settle();
  });
  afterEach(() => under.close());

  const settle = async (): Promise<void> => {
    under.clock.pass(60_000);
    await under.deliver();
  };
  const site = async (id: string, type: string, data: unknown): Promise<void> => {
    under.clock.pass(1_000);
    await under.say('site', { id, type, subject: 'W1', data });
  };
  const crm = async (id: string, type: string, data: unknown): Promise<void> => {
    under.clock.pass(1_000);
    await under.say('crm', { id, type, subject: 'C1', data });
  };
  /** What a participant that applies whatever it hears holds of a kind. */
  const lastAt = (target: string, type: string): unknown =>
    under.http.sent.filter((one) => one.target === target && one.event.type === type).at(-1)?.event.data;
  const ended = (): Promise<unknown> =>
    under.db.query(
      `select i.id, o.target, o.state, o.reason from exchange.outcomes o join exchange.inbox i using (key) where o.state = 'ignored' order by 1`,
    );

  it('X2: what waits for a target is not told it any more once the target said something newer of the same', async () => {
    crmIsAway = true;
    await site('w3', 'search.updated', search('Town', '2'));
    await under.deliver();
    await crm('b1', 'search.updated', search('Town', '3'));
    crmIsAway = false;
    await settle();
    await settle();
    expect(under.http.ids('crm').filter((id) => id === 'w3')).toHaveLength(1);
    expect(lastAt('site', 'search.updated')).toEqual(search('Town', '3'));
    expect(await ended()).toEqual([{ id: 'w3', target: 'crm', state: 'ignored', reason: expect.stringMatching(/^overtaken: /) }]);
  });

  it('X2: the later of two that crossed reaches the other, whichever side said it', async () => {
    crmIsAway = true;
    await crm('b1', 'search.updated', search('Town', '3'));
    await site('w3', 'search.updated', search('Town', '2'));
    await under.deliver();
    crmIsAway = false;
    await settle();
    expect(lastAt('crm', 'search.updated')).toEqual(search('Town', '2'));
    // Its own word was later, so that the other's is not told it.
    expect(under.http.ids('site')).toEqual([]);
  });

  it('X2: of a person, only the members that the target itself said something newer of are left out', async () => {
    crmIsAway = true;
    await site('w3', 'person.updated', { person: { name: { given: 'Anna' }, emails: [{ address: 'ana@example.com' }] } });
    await under.deliver();
    await crm('b1', 'person.updated', { person: { name: { given: 'Anne' } } });
    crmIsAway = false;
    await settle();
    await settle();
    expect(lastAt('crm', 'person.updated')).toEqual({ person: { emails: [{ address: 'ana@example.com' }] } });
    expect(lastAt('site', 'person.updated')).toEqual({ person: { name: { given: 'Anne' } } });
  });

  it('X2: whoever heard the other before it spoke is believed, whatever the clocks of two machines say', async () => {
    under.clock.pass(5_000);
    await crm('b1', 'search.updated', search('Town', '3'));
    // The other machine's clock is behind.
    under.clock.pass(-5_000);
    await under.deliver();
    under.clock.pass(1_000);
    await site('w3', 'search.updated', search('Town', '4'));
    await settle();
    expect(lastAt('crm', 'search.updated')).toEqual(search('Town', '4'));
  });

  it('X2: what comes back written another way is passed on once and counted; two who each write in their own way die down', async () => {
    const writes = { site: (name: string) => name.toLowerCase(), crm: (name: string) => name.toUpperCase() };
    await site('w3', 'search.updated', search('town hall'));
    let heard = under.http.sent.length;
    await under.deliver();
    let round = 0;
    for (; round < 20; round += 1) {
      const fresh = under.http.sent.slice(heard);
      heard = under.http.sent.length;
      if (fresh.length === 0) break;
      for (const { target, event } of fresh)
        await (target === 'crm' ? crm : site)(
          `${event.id}-${round}`,
          'search.updated',
          search(writes[target === 'crm' ? 'crm' : 'site']('Town Hall')),
        );
      await settle();
    }
    expect(round).toBeLessThan(6);
    expect(await new Tallies(under.db).of('north')).toMatchObject({ nearMisses: 2, echoes: 1 });
  });

  it('a real edit is no near miss', async () => {
    await crm('b1', 'search.updated', search('Town', '1.50'));
    await settle();
    expect(await new Tallies(under.db).of('north')).toMatchObject({ nearMisses: 0, echoes: 0 });
    await crm('b2', 'search.updated', search('Village', '1.50'));
    await settle();
    expect(under.http.ids('site')).toEqual(['b1', 'b2']);
  });
});
