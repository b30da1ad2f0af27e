import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';

const search = (price: string): unknown => ({
  searchId: 's1',
  search: { channel: 'sales', strength: 'explicit', maxPrice: price, currency: 'GBP' },
});

describe('echoes (I10)', () => {
  let under: ExchangeUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    under.http.answer = (_, target) => ({ status: 200, body: { subject: target === 'crm' ? 'C1' : 'W1' } });
    await under.say('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person: { name: { given: 'Ana' } } } });
    await under.say('site', { id: 'w2', type: 'search.saved', subject: 'W1', data: search('1') });
    await under.deliver();
  });
  afterEach(() => under.close());
  const back = async (id: string, price: string, more: object = {}): Promise<void> => {
    under.clock.pass(1);
    await under.say('crm', { id, type: 'search.updated', subject: 'C1', data: search(price), ...more });
  };
  const atSite = async (): Promise<string[]> => {
    await under.deliver();
    return under.http.ids('site');
  };

  it('I10: what comes back with the content last delivered is counted as an echo and goes no further', async () => {
    await back('b1', '1');
    expect(await atSite()).toEqual([]);
    expect(await new Tallies(under.db).of('north')).toMatchObject({ accepted: 3, unrouted: 0, echoes: 1 });
    expect(await under.db.query(`select id from exchange.inbox where echo`)).toEqual([{ id: 'b1' }]);
  });

  it('I10: the order of members makes no difference, a different value does', async () => {
    await under.say('crm', {
      id: 'b1',
      type: 'search.updated',
      subject: 'C1',
      data: { search: { currency: 'GBP', maxPrice: '1', strength: 'explicit', channel: 'sales' }, searchId: 's1' },
    });
    await back('b2', '2');
    expect(await atSite()).toEqual(['b2']);
  });

  it('a change back to what was delivered long before is news: A, B, A', async () => {
    await back('b1', '2');
    await back('b2', '1');
    expect(await atSite()).toEqual(['b1', 'b2']);
  });

  it('a change back to a superseded state is an echo for a short while, and news later', async () => {
    await under.say('site', { id: 'w3', type: 'search.updated', subject: 'W1', data: search('2') });
    await under.deliver();
    await back('b1', '1');
    expect(await atSite()).toEqual([]);
    under.clock.pass(11 * 60_000);
    await back('b2', '1');
    expect(await atSite()).toEqual(['b2']);
  });

  it('an echo that arrives while its delivery is not recorded yet is known for one', async () => {
    await under.say('site', { id: 'w3', type: 'search.updated', subject: 'W1', data: search('3') });
    await under.deliver(() => back('b1', '3'));
    expect(await atSite()).toEqual([]);
  });

  it('a word of its own, spoken while a delivery is under way, is passed on, and so is a later change back', async () => {
    await under.say('site', { id: 'w3', type: 'search.updated', subject: 'W1', data: search('3') });
    let spoken = false;
    await under.deliver(async () => {
      if (!spoken) await back('b1', '9');
      spoken = true;
    });
    await back('b2', '3');
    expect(await atSite()).toEqual(['b1', 'b2']);
  });

  it('what names the delivered event as its cause, or has the version the receiver answered, is an echo', async () => {
    await back('b1', '1.00', { causationid: 'w2' });
    expect(await atSite()).toEqual([]);
    under.http.answer = () => ({ status: 200, body: { version: '7' } });
    await under.say('site', { id: 'w3', type: 'search.updated', subject: 'W1', data: search('5') });
    await under.deliver();
    await back('b2', '5.00', { sequence: '7' });
    await back('b3', '6', { sequence: '8' });
    expect(await atSite()).toEqual(['b3']);
  });

  it('a new fact that our event caused is no echo', async () => {
    await under.say('crm', {
      id: 'b1',
      type: 'appointment.booked',
      subject: 'C1',
      causationid: 'w2',
      data: { appointmentId: 'a1', start: '2026-04-01T10:00:00Z' },
    });
    expect(await atSite()).toEqual(['b1']);
  });

  it('edit storms die out when both sides repeat whatever they hear', async () => {
    let round = 0;
    for (let heard = 0; round < 10; round += 1) {
      const fresh = under.http.sent.slice(heard);
      if (round > 0 && fresh.length === 0) break;
      heard = under.http.sent.length;
      for (const { target, event } of fresh) {
        const { id, type, data, subject } = event;
        await under.say(target, { id: `${id}-${round}`, type: type === 'search.saved' ? 'search.updated' : type, subject, data });
      }
      await under.deliver();
    }
    expect(round).toBeLessThan(3);
  });
});
