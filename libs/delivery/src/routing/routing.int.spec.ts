import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { Tallies } from '../journeys/tally';

describe('routing', () => {
  let under: ExchangeUnderTest;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'site-west', receives: { offices: ['west'] } }, { id: 'crm' }]);
  });
  afterEach(() => under.close());
  const registered = (id: string, subject: string, office?: string): Said => ({
    id,
    type: 'person.registered',
    subject,
    data: { person: {}, office },
  });

  it('P2: a website gets introductions of its own offices; those of others are ignored, counted and say why', async () => {
    await under.say('crm', registered('b1', 'C1', 'east'), registered('b2', 'C2', 'west'), registered('b3', 'C3'));
    await under.deliver();
    expect(under.http.ids('site-west').sort()).toEqual(['b2', 'b3']);
    expect(under.http.ids('site').sort()).toEqual(['b1', 'b2', 'b3']);
    const ignored = await under.db.query(`select target, state, capability, reason from exchange.outcomes where state = 'ignored'`);
    expect(ignored).toEqual([{ target: 'site-west', state: 'ignored', capability: 'P2', reason: 'office east is not one of its offices' }]);
    const { targets } = await new Tallies(under.db).of('north');
    expect(targets.find(({ target }) => target === 'site-west')).toMatchObject({ routed: 3, delivered: 2, ignored: 1 });
  });

  it('P6: everything else follows the person, whatever office it names', async () => {
    await under.say('site-west', registered('w1', 'W1'));
    await under.say('crm', {
      id: 'b1',
      type: 'person.updated',
      subject: 'C1',
      data: { office: 'east', person: { externalIds: [{ system: 'site-west', id: 'W1' }] } },
    });
    await under.deliver();
    expect(under.http.ids('site-west')).toEqual(['b1']);
    expect(under.http.ids('site')).toEqual([]);
  });

  it('a target sees of external ids its own alone', async () => {
    const externalIds = [
      { system: 'site', id: 'W1' },
      { system: 'other', id: 'secret' },
    ];
    await under.say('crm', { id: 'b1', type: 'person.registered', subject: 'C1', data: { person: { externalIds } } });
    await under.deliver();
    const at = (target: string): unknown => under.http.sent.find((one) => one.target === target)?.event;
    expect(at('site')).toMatchObject({ subject: 'W1', data: { person: { externalIds: [{ system: 'site', id: 'W1' }] } } });
    expect(at('site-west')).toMatchObject({ data: { person: { externalIds: [] } } });
  });

  it('who calls a person by the bridge’s own id is the same human', async () => {
    await under.say('crm', registered('b1', 'C1'));
    await under.deliver();
    const subject = under.http.sent[0]?.event.subject;
    await under.say('site', { id: 'w1', type: 'site.visited', subject });
    await under.deliver();
    expect(under.http.sent.at(-1)).toMatchObject({ target: 'crm', event: { subject: 'C1' } });
  });

  it('X8: a couple with one address stays two people at each participant', async () => {
    const data = { person: { emails: [{ address: 'both@example.com' }] } };
    await under.say('site', ...['W1', 'W2'].map((subject) => ({ id: subject, type: 'person.registered', subject, data })));
    await under.say('crm', { id: 'C1', type: 'person.registered', subject: 'C1', data });
    const groups = await under.db.query(
      'select array_agg(subject order by subject) as one from exchange.persons group by human order by 1',
    );
    expect(groups).toHaveLength(2);
    for (const { one } of groups) expect(one.filter((subject: string) => subject.startsWith('W'))).toHaveLength(1);
  });

  it('a batch of 500 takes as few statements as one of 50 (I6)', async () => {
    const counted: number[] = [];
    // The first of all makes the position, once for ever.
    await under.say('site', { id: 'first', type: 'site.visited', subject: 'first' });
    for (const size of [50, 500]) {
      const batch = Array.from({ length: size }, (_, n): Said => ({
        id: `${size}-${n}`,
        type: n % 9 === 8 ? 'person.erased' : 'person.registered',
        subject: `${size}-${n}`,
        data: { person: { emails: [{ address: `${n % 40}@example.com` }], externalIds: [{ system: 'crm', id: `C${n}` }] } },
      }));
      const before = await statements();
      await under.say('site', ...batch);
      counted.push((await statements()) - before);
    }
    expect(counted[0]).toBeGreaterThan(15);
    expect(counted[1]).toBeLessThanOrEqual(40);
    expect(Math.abs(Number(counted[1]) - Number(counted[0]))).toBeLessThanOrEqual(1);
  });

  let asked = 0;
  async function statements(): Promise<number> {
    if (asked === 0) {
      const { createQueryRunner } = under.db;
      under.db.createQueryRunner = (mode) => {
        const runner = createQueryRunner.call(under.db, mode);
        const { query } = runner;
        // Counts and passes on what it is given.
        runner.query = ((...args: Parameters<typeof query>) => {
          asked += 1;
          return query.apply(runner, args);
        }) as typeof query;
        return runner;
      };
      asked = 1;
    }
    return asked;
  }
});
