import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { Tallies, type TargetTally } from '../journeys/tally';
import { Repairs } from '../repair/repairs';

const search = { channel: 'sales', strength: 'explicit', maxPrice: '1', currency: 'GBP' };
const saved = { searchId: 's1', search };

describe('what waits', () => {
  let under: ExchangeUnderTest;
  let repairs: Repairs;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }]);
    repairs = new Repairs(under.db);
  });
  afterEach(() => under.close());
  const crm = async (): Promise<TargetTally | undefined> =>
    (await new Tallies(under.db).of('north')).targets.find(({ target }) => target === 'crm');
  const saveAndEdit = async (): Promise<void> => {
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 422 : 200 });
    await under.say(
      'site',
      { id: 'w1', type: 'search.saved', subject: 'W1', data: saved },
      { id: 'w2', type: 'search.updated', subject: 'W1', data: { ...saved, name: 'x' } },
      { id: 'w3', type: 'site.visited', subject: 'W1', data: { visits: 1 } },
    );
    await under.deliver();
  };
  const refOf = async (id: string): Promise<string> => (await repairs.open('north', {})).find((one) => one.id === id)?.ref ?? '';

  it('held: parent – an edit of a parked search waits, what needs nothing goes on, and both go out when the search is retried', async () => {
    await saveAndEdit();
    expect(await under.states()).toEqual(['w1 crm parked', 'w2 crm heldParent']);
    expect(await crm()).toMatchObject({ routed: 3, delivered: 1, parked: 1, held: { parent: 1 } });
    under.http.answer = () => ({ status: 200 });
    await repairs.retry('north', [await refOf('w1')]);
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w1', 'w3', 'w1', 'w2']);
    expect(await crm()).toMatchObject({ delivered: 3, parked: 0, held: { parent: 0 } });
  });

  it('held: parent – a skip of the parent leaves nothing waiting for ever: the edit parks for somebody to decide', async () => {
    await saveAndEdit();
    await repairs.skip('north', [await refOf('w1')], 'operator', 'a mistake');
    expect(await under.states()).toEqual(['w1 crm skipped', 'w2 crm parked']);
    expect(await repairs.open('north', { state: 'parked' })).toMatchObject([{ id: 'w2', reason: 'what it needs was skipped' }]);
    await repairs.retry('north', [await refOf('w2')]);
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w1', 'w3', 'w2']);
  });

  it('an edit of what was never sent to the target goes straight out', async () => {
    await under.say('site', { id: 'w9', type: 'search.updated', subject: 'W1', data: saved });
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w9']);
  });

  it('held: behind – what is behind a refused event is counted apart, and goes out in order when the target takes it (I3)', async () => {
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 503 : 200 });
    await under.say('site', ...['w1', 'w2', 'w3'].map((id) => ({ id, type: 'site.visited', subject: 'W1', data: { visits: 1 } })));
    await under.deliver();
    expect(await crm()).toMatchObject({ inFlight: 1, held: { behind: 2 } });
    under.http.answer = () => ({ status: 200 });
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w1']);
    under.clock.pass(60_000);
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w1', 'w1', 'w2', 'w3']);
  });

  it('parked – an event refused for 24 hours since its own first refusal steps aside, while the target takes others', async () => {
    under.http.answer = (event) => ({ status: event.id === 'w1' ? 503 : 200 });
    await under.say('site', ...['w1', 'w2'].map((id) => ({ id, type: 'site.visited', subject: 'W1', data: { visits: 1 } })));
    await under.deliver(undefined, true);
    under.clock.pass(86_399_000);
    await under.deliver(undefined, true);
    expect(await crm()).toMatchObject({ inFlight: 1, parked: 0 });
    under.clock.pass(61_000);
    await under.deliver(undefined, true);
    expect(await crm()).toMatchObject({ parked: 1, delivered: 1 });
  });

  it('parked – one event’s refusals do not count against the next', async () => {
    under.http.answer = () => ({ status: 503 });
    await under.say('site', ...['w1', 'w2'].map((id) => ({ id, type: 'site.visited', subject: 'W1', data: { visits: 1 } })));
    await under.deliver(undefined, true);
    under.clock.pass(86_400_000 - 1);
    under.http.answer = (event) => ({ status: event.id === 'w2' ? 503 : 200 });
    await under.deliver(undefined, true);
    under.clock.pass(120_000);
    await under.deliver(undefined, true);
    expect(await crm()).toMatchObject({ parked: 0, delivered: 1, inFlight: 1 });
  });

  it('in flight – a target that is down never parks anything', async () => {
    under.http.answer = () => ({ status: 503 });
    await under.say('site', { id: 'w1', type: 'site.visited', subject: 'W1', data: { visits: 1 } });
    for (let days = 0; days < 5; days += 1) {
      await under.deliver(undefined, false);
      under.clock.pass(86_400_000);
    }
    expect(await crm()).toMatchObject({ parked: 0, inFlight: 1 });
  });

  it('an edit is held against the contract, and a private note stays unaddressable (I8, P10)', async () => {
    under.http.answer = () => ({ status: 422 });
    const note = { property: { system: 'site', id: 'L1' }, visibility: 'shared', text: 'x' };
    await under.say('site', { id: 'w1', type: 'property.noted', subject: 'W1', data: note });
    await under.deliver();
    const ref = await refOf('w1');
    await expect(repairs.edit('north', ref, { ...note, visibility: 'private' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(repairs.edit('north', ref, { ...note, property: 7 })).rejects.toMatchObject({
      code: 'invalid',
      facts: { problems: [expect.objectContaining({ path: expect.stringContaining('/data/property') })] },
    });
    await expect(repairs.edit('south', ref, note)).rejects.toMatchObject({ code: 'notFound' });
    under.http.answer = () => ({ status: 200 });
    await repairs.edit('north', ref, { ...note, text: 'y' });
    await under.deliver();
    expect(under.http.sent.at(-1)?.event.data).toEqual({ ...note, text: 'y' });
  });
});
