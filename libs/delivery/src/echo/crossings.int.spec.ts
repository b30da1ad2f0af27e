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
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    under.http.answer = (_, target) => ({
      status: 200,
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

  it('X2: storms of edits die out when they stop, whoever is away meanwhile, and both hold the same', async () => {
    const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
    process.stdout.write(`TEST_SEED=${seed}\n`);
    const chance = chanceOf(seed);
    /** What each holds, and when the bridge took it. */
    const holds = { site: { name: 'Town', at: 0 }, crm: { name: 'Town', at: 0 } };
    const away = { site: false, crm: false };
    /** Said before it heard what just came; the bridge has it a moment later. */
    const underWay: (() => Promise<void>)[] = [];
    let words = 0;
    let storming = true;
    const edit = async (who: 'site' | 'crm'): Promise<void> => {
      words += 1;
      const name = `${who} ${words}`;
      await (who === 'site' ? site : crm)(`storm-${words}`, 'search.updated', search(name));
      holds[who] = { name, at: under.clock.now().getTime() };
    };
    // As the event document says: what was taken before one's own newest word is left alone.
    under.http.answer = (event, target) => {
      const who = target === 'crm' ? 'crm' : 'site';
      if (away[who]) return { status: 503 };
      const at = Date.parse(event.receivedtime);
      // The data of a search that this spec itself said.
      const { name } = event.data as { name: string };
      if (at > holds[who].at) holds[who] = { name, at };
      if (storming && chance() < 0.2) underWay.push(() => edit(who));
      return { status: 200, body: { subject: who === 'crm' ? 'C1' : 'W1' } };
    };
    for (let storm = 0; storm < 8; storm += 1) {
      storming = true;
      for (let round = 0; round < 5; round += 1) {
        for (const who of ['site', 'crm'] as const) {
          away[who] = chance() < 0.4;
          if (chance() < 0.7) await edit(who);
        }
        if (chance() < 0.5) under.clock.pass(60_000);
        // Between answers and their record, too.
        await under.deliver(async () => {
          for (const say of underWay.splice(0)) await say();
        });
      }
      storming = away.site = away.crm = false;
      const before = under.http.sent.length;
      for (let round = 0; round < 2; round += 1) {
        under.clock.pass(3_600_000);
        await under.deliver();
      }
      expect(holds.site.name).toBe(holds.crm.name);
      const settled = under.http.sent.length;
      // What waited, once each.
      expect(settled - before).toBeLessThanOrEqual(words);
      under.clock.pass(3_600_000);
      await under.deliver();
      expect(under.http.sent.length).toBe(settled);
    }
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

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
