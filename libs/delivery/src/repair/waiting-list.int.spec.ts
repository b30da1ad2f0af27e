import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Repairs } from './repairs';
import { type Waiting, WaitingList } from './waiting-list';

describe('what is held or parked', () => {
  let under: ExchangeUnderTest;
  let list: WaitingList;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site', name: 'north.example' }, { id: 'crm', name: 'Our CRM' }, { id: 'other' }]);
    list = new WaitingList(under.db);
  });
  afterEach(() => under.close());
  const page = async (filter: Parameters<WaitingList['list']>[1] = {}): Promise<readonly Waiting[]> =>
    (await list.list('north', filter)).deliveries;
  const lines = async (filter: Parameters<WaitingList['list']>[1] = {}): Promise<string[]> =>
    (await page(filter)).map(({ id, target, state, reason }) => `${id} ${target} ${state} ${reason ?? '-'}`).sort();

  it('X9: is listed over all targets with its state and reason: parked, for a parent, for approval, behind another', async () => {
    await under.db.query(`update exchange.participants set admission = 'approval' where id = 'other'`);
    under.http.answer = ({ type, subject }, target) =>
      target === 'crm' && subject !== undefined && type === 'person.registered'
        ? { status: 422 }
        : { status: type === 'site.visited' ? 503 : 200 };
    await under.say('site', { id: 'r1', type: 'person.registered', subject: 'W1', data: { person: { name: { full: 'Ann' } } } });
    await under.say('site', { id: 'n1', type: 'property.saved', subject: 'W1', data: {} });
    await under.say(
      'site',
      { id: 'v1', type: 'site.visited', subject: 'W2', data: { visits: 1 } },
      { id: 'v2', type: 'search.performed', subject: 'W2', data: {} },
    );
    await under.deliver();
    const found = await lines();
    expect(found).toEqual(
      expect.arrayContaining(['r1 crm parked refused with 422', 'r1 other heldApproval -', 'v2 crm heldBehind -', 'v2 other heldBehind -']),
    );
    expect(found.some((line) => line.startsWith('v1'))).toBe(false);
    expect(await lines({ state: 'heldApproval', target: 'other' })).toEqual(['n1 other heldApproval -', 'r1 other heldApproval -']);
    expect(await lines({ types: ['person.registered'], target: 'crm' })).toEqual(['r1 crm parked refused with 422']);
    const [first] = await page({ state: 'parked' });
    expect(first).toMatchObject({ targetName: 'Our CRM', participantName: 'north.example', mode: 'webhook', row: 'P1', act: null });
    expect(await lines({ personIds: [first?.personId ?? ''], state: 'parked' })).toEqual(['r1 crm parked refused with 422']);
    expect((await list.list('south', {})).deliveries).toEqual([]);
  });

  it('X9: goes page by page in either order, each once', async () => {
    under.http.answer = () => ({ status: 422 });
    for (let n = 0; n < 5; n += 1) await under.say('site', { id: `v${n}`, type: 'site.visited', subject: `W${n}`, data: { visits: 1 } });
    await under.deliver();
    const all = (await page({ target: 'crm' })).map(({ ref }) => ref);
    for (const newest of [false, true]) {
      const seen: string[] = [];
      let after: readonly [string, string] | undefined;
      for (let more = true; more;) {
        const { deliveries, next } = await list.list('north', { target: 'crm', limit: 2, newest, after });
        seen.push(...deliveries.map(({ ref }) => ref));
        more = next !== null;
        after = next ?? undefined;
      }
      expect(seen).toEqual(newest ? all.toReversed() : all);
    }
  });

  it('X9: says who tried it again, also when it parks anew', async () => {
    under.http.answer = () => ({ status: 422 });
    await under.say('site', { id: 'v1', type: 'site.visited', subject: 'W1', data: { visits: 1 } });
    await under.deliver();
    const [parked] = await page({ target: 'crm' });
    await new Repairs(under.db).retry('north', [parked?.ref ?? ''], 'Olivia Oak');
    expect(await page({ target: 'crm' })).toEqual([]);
    await under.deliver();
    expect(await page({ target: 'crm' })).toMatchObject([{ state: 'parked', act: { did: 'retry', who: 'Olivia Oak' } }]);
  });
});
