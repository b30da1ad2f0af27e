import { freePort } from '#runtime';
import { ReapitTwin } from '../../apps/twin/src';
import { Connected } from './connected';
import { until } from './until';

interface Lists {
  readonly checkedAt: string | null;
  readonly warnings: readonly { readonly in: string | null; readonly value: string | null; readonly says: string }[];
}

describe('values that a vendor would drop without a word', () => {
  let connected: Connected;
  let twin: ReapitTwin;
  let settings: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    connected = await Connected.open();
    twin = new ReapitTwin({ seed: 'lists', limits: { requestsPerSecond: 1_000 } });
    const { url } = await twin.listen(await freePort());
    const { clientId, clientSecret, customers } = twin.credentials;
    settings = {
      clientId,
      clientSecret,
      customer: customers[0],
      officeId: 'HBR',
      negotiatorId: 'HBN',
      departmentId: 'G',
      ownTypes: { barn: 'barnConversion' },
      appointmentTypes: { viewing: 'VW', call: 'TC' },
      address: url,
      identityAddress: url,
    };
    await connected.connect('crm', 'reapit', settings);
  }, 120_000);

  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  // The operator API's own answer.
  const lists = async (): Promise<Lists> => ((await connected.connection('crm')) as unknown as { lists: Lists }).lists;
  const change = (entered: object) => connected.operate('PATCH', '/v1/connections/north/crm', { settings: entered });
  const test = () => connected.operate('POST', '/v1/connections/north/crm/test');

  it('P5, P16: are told when a connection starts, with what the vendor offers, and it goes on working', async () => {
    await until(async () => (await lists()).checkedAt !== null, 60_000);
    expect((await lists()).warnings.map(({ in: place, value }) => [place, value])).toEqual([
      ['ownTypes', 'barnConversion'],
      ['appointmentTypes', 'TC'],
    ]);
    expect((await lists()).warnings.map(({ says }) => says)).toEqual([
      'Types of property: "barn" goes as "barnConversion", which the vendor does not know. It offers house, bungalow, flatApartment, maisonette, cottage, land, studio.',
      'Types of appointment: "call" goes as "TC", which the vendor does not know. It offers VW (Viewing), VL (Valuation).',
    ]);
    expect(await connected.connection('crm')).toMatchObject({ state: 'ready', says: null });
  });

  it('P5: are compared anew when the settings change, and what is right is no warning any more', async () => {
    await change({ ownTypes: { barn: 'house' }, appointmentTypes: { viewing: 'VW' } });
    await until(async () => (await lists()).warnings.length === 0, 60_000);
  });

  it('P1: are compared at a test, whatever the vendor took away meanwhile', async () => {
    twin.act({ do: 'change', kind: 'departments', id: 'G', values: { typeOptions: ['house', 'cottage'] } });
    const { body } = await test();
    expect(body).toMatchObject({ ok: true, warnings: expect.arrayContaining([expect.stringContaining('"flat" goes as "flatApartment"')]) });
    expect((await lists()).warnings.map(({ in: place }) => place)).toEqual(['types', 'types', 'types', 'types', 'types']);
  });

  it('P1: a list that cannot be had says so, and what was found before stays', async () => {
    const before = (await lists()).warnings.length;
    twin.act({ do: 'remove', kind: 'departments', id: 'G' });
    await test();
    const { warnings } = await lists();
    expect(warnings.map(({ says }) => says)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Types of property of the department could not be compared: the vendor answered 404/),
        'Department is "G", which the vendor does not know. It has no Departments at all.',
      ]),
    );
    expect(warnings.filter(({ in: place }) => place === 'types')).toHaveLength(before);
    expect(await connected.connection('crm')).toMatchObject({ state: 'ready' });
  });
});
