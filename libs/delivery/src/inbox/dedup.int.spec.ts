import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';
import { periodOf } from './dedup';

const day = 86_400_000;

describe('the same id again (I2)', () => {
  let under: ExchangeUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
  });
  afterEach(() => under.close());
  const visit = (visits: number): { id: string; type: string; subject: string; data: unknown } => ({
    id: 'w1',
    type: 'site.visited',
    subject: 'W1',
    data: { visits },
  });
  const counts = async (): Promise<unknown> => {
    const { accepted, repeated, targets } = await new Tallies(under.db).of('north');
    const crm = targets.find(({ target }) => target === 'crm');
    return { accepted, repeated, parked: crm?.parked, inFlight: crm?.inFlight };
  };

  it('I2: with the same body is one event, in one batch and in two; the repetitions are counted apart', async () => {
    await under.say('site', visit(1), visit(1));
    await under.say('site', visit(1));
    expect(await counts()).toEqual({ accepted: 1, repeated: 2, parked: 0, inFlight: 1 });
  });

  it('I2: with another body parks, once however often it arrives, in one batch and in two', async () => {
    await under.say('site', visit(1), visit(2), visit(2));
    await under.say('site', visit(2), visit(1));
    expect(await counts()).toEqual({ accepted: 1, repeated: 3, parked: 1, inFlight: 1 });
    await under.say('site', visit(3));
    expect(await counts()).toEqual({ accepted: 1, repeated: 3, parked: 2, inFlight: 1 });
  });

  it('I2: is known across the boundary of a dedup period and of a month', async () => {
    const boundary = (periodOf(under.clock.now()) + 1) * 10 * day;
    under.clock.at = new Date(boundary - 1);
    await under.say('site', visit(1));
    under.clock.pass(1);
    await under.say('site', visit(1));
    under.clock.at = new Date('2026-04-01T00:00:00Z');
    await under.say('site', visit(1), visit(2));
    expect(await counts()).toEqual({ accepted: 1, repeated: 2, parked: 1, inFlight: 1 });
  });

  it('I2: is known to a process whose clock is a little behind the one that took it', async () => {
    const boundary = (periodOf(under.clock.now()) + 1) * 10 * day;
    under.clock.at = new Date(boundary);
    await under.say('site', visit(1));
    under.clock.pass(-1);
    await under.say('site', visit(1));
    expect(await counts()).toEqual({ accepted: 1, repeated: 1, parked: 0, inFlight: 1 });
  });

  it('I2: from another participant or agency is another event', async () => {
    await under.add({ id: 'site-west' });
    await under.say('site', visit(1));
    await under.say('site-west', visit(1));
    await under.say('site', { ...visit(1), agency: 'south' });
    expect(await counts()).toMatchObject({ accepted: 2, repeated: 0, inFlight: 2 });
  });
});
