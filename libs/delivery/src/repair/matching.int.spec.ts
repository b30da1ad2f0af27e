import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';
import { MatchingRepairs, type Matching, type Step } from './matching';

describe('all deliveries that match', () => {
  let under: ExchangeUnderTest;
  let repairs: MatchingRepairs;
  const parked: Matching = { agency: 'north', target: 'crm', state: 'parked' };
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }, { id: 'other' }]);
    repairs = new MatchingRepairs(under.db);
    under.http.answer = (event, target) => ({ status: target === 'other' ? 422 : event.type === 'site.visited' ? 409 : 422 });
    for (let batch = 0; batch < 3; batch += 1)
      await under.say(
        'site',
        ...Array.from({ length: 200 }, (_, n) => ({ id: `v${batch}-${n}`, type: 'site.visited', subject: `W${n}`, data: { visits: 1 } })),
        { id: `p${batch}`, type: 'search.performed', subject: 'W1', data: {} },
      );
    await under.deliver();
  });
  afterEach(() => under.close());
  const toTheEnd = async (step: (before?: Date) => Promise<Step>): Promise<number[]> => {
    const changed: number[] = [];
    let before: Date | undefined;
    for (;;) {
      const done = await step(before);
      changed.push(done.changed);
      if (!done.more) return changed;
      before = done.before;
    }
  };
  const count = async (state: string): Promise<number> => (await under.states()).filter((line) => line.endsWith(` crm ${state}`)).length;

  it('X3: by target, reason and type are retried in bounded steps, and what parks anew is not taken up again', async () => {
    expect(await count('parked')).toBe(603);
    expect(await toTheEnd((before) => repairs.retry({ ...parked, reason: 'refused with 409', before }))).toEqual([500, 100]);
    expect(await count('parked')).toBe(3);
    expect(await count('due')).toBe(600);
    const before = new Date(Date.now() - 60_000);
    await under.deliver();
    expect(await count('parked')).toBe(603);
    await under.db.query(`update exchange.pending set since = now()`);
    expect(await repairs.retry({ ...parked, before })).toMatchObject({ changed: 0, more: false });
  });

  it('X3: are skipped for a reason, and no other target’s; the states still add up (I4)', async () => {
    expect(await toTheEnd((before) => repairs.skip({ ...parked, reason: 'refused with 4', before }, 'operator', 'old news'))).toEqual([
      500, 103,
    ]);
    expect(await count('skipped')).toBe(603);
    const { targets } = await new Tallies(under.db).of('north');
    expect(targets.find(({ target }) => target === 'crm')).toMatchObject({ routed: 603, parked: 0, skipped: 603 });
    expect(targets.find(({ target }) => target === 'other')).toMatchObject({ routed: 603, parked: 603 });
  });
});
