import { freePort } from '#runtime';
import { ReapitTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

describe('registrations that wait at the vendor', () => {
  let connected: Connected;
  let twin: ReapitTwin;

  const event = (id: string, type: string, data: unknown): object => said(id, type, 'W1', data);

  beforeAll(async () => {
    connected = await Connected.open();
    const port = await freePort();
    const seed = 'journey';
    const { credentials, webhookKey } = new ReapitTwin({ seed });
    const address = `http://127.0.0.1:${port}`;
    const hook = await connected.connect('crm', 'reapit', {
      clientId: credentials.clientId,
      clientSecret: credentials.clientSecret,
      customer: credentials.customers[0],
      webhookKey: { [webhookKey.keyId]: webhookKey.pem },
      intake: 'vendor',
      officeId: 'HBR',
      negotiatorId: 'HBN',
      departmentId: 'G',
      address,
      identityAddress: address,
    });
    twin = new ReapitTwin({ seed, webhook: { url: connected.url + hook } });
    await twin.listen(port);
  }, 400_000);

  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  it('P1, P5, X5: what the person did meanwhile flows on when an agent accepts, into the applicant that came of it', async () => {
    const geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [-1.3, 50.6],
          [-1.2, 50.6],
          [-1.2, 50.7],
          [-1.3, 50.6],
        ],
      ],
    };
    const search = {
      channel: 'sales',
      maxPrice: '500000',
      currency: 'GBP',
      minBedrooms: 3,
      propertyTypes: ['house'],
      areas: [{ label: 'Harbour', kind: 'place', geometry }],
      strength: 'explicit',
    };
    const property = { system: 'reapit', id: 'HBR210001', address: '1 Quay Street' };
    const events = [
      event('r1', 'person.registered', { person: { name: { given: 'Ann', family: 'Lee' }, emails: [{ address: 'ann@example.com' }] } }),
      event('s1', 'search.saved', { searchId: 's1', search }),
      event('v1', 'property.viewed', { property }),
    ];
    await connected.send(...events);
    await until(() => twin.records('enquiries').length === 1);
    await until(async () => (await connected.tally('crm')).held.parent === 2);
    expect(await connected.tally('crm')).toMatchObject({ delivered: 1, inFlight: 0, parked: 0 });
    const [enquiry] = twin.records('enquiries');
    twin.act({ do: 'change', kind: 'enquiries', id: String(enquiry?.['id']), values: { status: 'added' } });
    await until(async () => (await connected.tally('crm')).delivered === 3);
    expect(twin.records('contacts')).toMatchObject([{ surname: 'Lee' }]);
    expect(twin.records('applicants')).toMatchObject([
      { type: ['house'], bedroomsMin: 3, locationType: 'areas', metadata: { searchId: 's1' } },
    ]);
    expect(twin.records('journalEntries')).toMatchObject([{ propertyId: 'HBR210001' }]);
    expect(twin.areaOnMap(String(twin.records('areas')[0]?.['id']))?.coordinates[0]?.[0]).toEqual([-1.3, 50.6]);
    // X5: how much of the area was kept, told with the delivery.
    const which = new URLSearchParams({ participant: 'site', source: 'https://www.example.com', id: 's1' });
    expect(await connected.operate('GET', `/v1/made-requests?${which}`)).toMatchObject({
      status: 200,
      body: {
        requests: expect.arrayContaining([
          expect.objectContaining({
            path: '/areas',
            method: 'POST',
            body: null,
            areas: [{ by: 'outlines', overlap: expect.closeTo(1, 2) }],
          }),
        ]),
      },
    });
  });

  it('P6, I10: an agent’s edit reaches the website under its own name of the search, and nothing of what the bridge wrote', async () => {
    const [applicant] = twin.records('applicants');
    // What the vendor made of an accepted enquiry, such as its consents, is its own word.
    const searches = (): unknown[] => connected.website.events().filter(({ type }) => /^(search|alert)\./.test(type));
    await until(async () => (await connected.tally('crm')).inFlight === 0 && twin.webhooks.every(({ state }) => state === 'delivered'));
    twin.act({ do: 'change', kind: 'applicants', id: String(applicant?.['id']), values: { bedroomsMin: 4 } });
    await until(() => searches().length > 0);
    expect(searches()).toMatchObject([{ type: 'search.updated', subject: 'W1', data: { searchId: 's1', search: { minBedrooms: 4 } } }]);
  });
});
