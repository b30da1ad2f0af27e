import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#runtime';
import { ReapitTwin } from '../../apps/twin/src';
import { type BridgeInTest, runBridge } from './running-bridge';
import { until } from './until';
import { WebhookReceiver } from './webhook-receiver';

describe('registrations that wait at the vendor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-reapit-'));
  const website = new WebhookReceiver();
  let bridge: BridgeInTest;
  let websiteKey: string;
  let twin: ReapitTwin;

  const call = async (method: string, path: string, key: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(bridge.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': path === '/v1/events' ? 'application/cloudevents-batch+json' : 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const operate = (method: string, path: string, body?: unknown): ReturnType<typeof call> =>
    call(method, path, bridge.access.operatorKey, body);
  const event = (id: string, type: string, data: unknown): object => ({
    specversion: '1.0',
    id,
    source: 'https://www.example.com',
    type,
    subject: 'W1',
    data,
  });
  const tally = async (): Promise<Record<string, unknown>> => {
    const { body } = await operate('GET', '/v1/tally?agency=north');
    // The tally's documented shape.
    return { ...(body as { targets: ({ target: string } & Record<string, unknown>)[] }).targets.find(({ target }) => target === 'crm') };
  };

  beforeAll(async () => {
    bridge = await runBridge({ BRIDGE_DATA_DIR: folder });
    await operate('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    const delivery = { mode: 'webhook', url: await website.start(), allowPrivate: true };
    const added = await operate('POST', '/v1/participants', { agency: 'north', id: 'site', name: 'Website', side: 'website', delivery });
    // The operator API's own answer.
    const answer = added.body as { key: { key: string }; webhookSecret: string };
    website.secret = answer.webhookSecret;
    websiteKey = answer.key.key;
    const port = await freePort();
    const seed = 'journey';
    const { credentials, webhookKey } = new ReapitTwin({ seed });
    const address = `http://127.0.0.1:${port}`;
    const connected = await operate('POST', '/v1/connections', {
      agency: 'north',
      id: 'crm',
      name: 'CRM',
      pack: 'reapit',
      settings: {
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
      },
      allowPrivate: true,
    });
    expect(connected).toMatchObject({ status: 201 });
    const { hook } = (connected.body as { connection: { hook: string } }).connection;
    twin = new ReapitTwin({ seed, webhook: { url: bridge.url + hook } });
    await twin.listen(port);
  }, 120_000);

  afterAll(async () => {
    await bridge.stop();
    await Promise.all([website.stop(), twin.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('P1, P5: what the person did meanwhile flows on when an agent accepts, into the applicant that came of it', async () => {
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
    expect(await call('POST', '/v1/events', websiteKey, events)).toMatchObject({ status: 202 });
    await until(() => twin.records('enquiries').length === 1);
    await until(async () => JSON.stringify((await tally())['held']).includes('"parent":2'));
    expect(await tally()).toMatchObject({ delivered: 1, inFlight: 0, parked: 0 });
    const [enquiry] = twin.records('enquiries');
    twin.act({ do: 'change', kind: 'enquiries', id: String(enquiry?.['id']), values: { status: 'added' } });
    await until(async () => (await tally())['delivered'] === 3);
    expect(twin.records('contacts')).toMatchObject([{ surname: 'Lee' }]);
    expect(twin.records('applicants')).toMatchObject([
      { type: ['house'], bedroomsMin: 3, locationType: 'areas', metadata: { searchId: 's1' } },
    ]);
    expect(twin.records('journalEntries')).toMatchObject([{ propertyId: 'HBR210001' }]);
    expect(twin.areaOnMap(String(twin.records('areas')[0]?.['id']))?.coordinates[0]?.[0]).toEqual([-1.3, 50.6]);
  });

  it('P6, I10: an agent’s edit reaches the website under its own name of the search, and nothing of what the bridge wrote', async () => {
    const [applicant] = twin.records('applicants');
    // What the vendor made of an accepted enquiry, such as its consents, is its own word.
    const searches = (): unknown[] => website.events().filter(({ type }) => /^(search|alert)\./.test(type));
    await until(async () => (await tally())['inFlight'] === 0 && twin.webhooks.every(({ state }) => state === 'delivered'));
    twin.act({ do: 'change', kind: 'applicants', id: String(applicant?.['id']), values: { bedroomsMin: 4 } });
    await until(() => searches().length > 0);
    expect(searches()).toMatchObject([{ type: 'search.updated', subject: 'W1', data: { searchId: 's1', search: { minBedrooms: 4 } } }]);
  });
});
