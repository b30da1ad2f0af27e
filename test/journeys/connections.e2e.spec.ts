import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#runtime';
import { GoHighLevelTwin } from '../../apps/twin/src';
import { type BridgeInTest, runBridge } from './running-bridge';
import { until } from './until';
import { WebhookReceiver } from './webhook-receiver';

describe('a back office behind a connection', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-connection-'));
  const website = new WebhookReceiver();
  let bridge: BridgeInTest;
  let websiteKey: string;
  let twin: GoHighLevelTwin;

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
  const send = async (...events: object[]): Promise<void> =>
    expect(await call('POST', '/v1/events', websiteKey, events)).toMatchObject({ status: 202 });
  const tallyOf = async (target: string): Promise<Record<string, unknown>> => {
    const { body } = await operate('GET', '/v1/tally?agency=north');
    // The tally's documented shape.
    return { ...(body as { targets: ({ target: string } & Record<string, unknown>)[] }).targets.find((one) => one.target === target) };
  };

  const connection = async (): Promise<{ state: string; waiting: { toRead: number } }> => {
    const { body } = await operate('GET', '/v1/connections?agency=north');
    const [found] = (body as { connections: { state: string; waiting: { toRead: number } }[] }).connections; // the operator API's own answer
    return found ?? { state: 'none', waiting: { toRead: 0 } };
  };

  beforeAll(async () => {
    bridge = await runBridge({ BRIDGE_DATA_DIR: folder });
    await operate('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    const added = await operate('POST', '/v1/participants', {
      agency: 'north',
      id: 'site',
      name: 'Website',
      side: 'website',
      delivery: { mode: 'webhook', url: await website.start(), allowPrivate: true },
    });
    // The operator API's own answer.
    const answer = added.body as { key: { key: string }; webhookSecret: string };
    website.secret = answer.webhookSecret;
    websiteKey = answer.key.key;
    const port = await freePort();
    const seed = 'journey';
    const { credentials, webhookKey } = new GoHighLevelTwin({ seed });
    const connected = await operate('POST', '/v1/connections', {
      agency: 'north',
      id: 'crm',
      name: 'CRM',
      pack: 'gohighlevel',
      settings: { token: credentials.token, webhookKey, locationId: credentials.locationId, address: `http://127.0.0.1:${port}` },
      allowPrivate: true,
    });
    expect(connected).toMatchObject({ status: 201 });
    const { hook } = (connected.body as { connection: { hook: string } }).connection;
    twin = new GoHighLevelTwin({ seed, webhook: { url: bridge.url + hook } });
    await twin.listen(port);
  }, 120_000);

  afterAll(async () => {
    await bridge.stop();
    await Promise.all([website.stop(), twin.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('P1, P4: a new customer becomes one contact, what they looked for a note, and no webhook of it comes back (I10)', async () => {
    await send(
      event('r1', 'person.registered', {
        person: { name: { given: 'Ann', family: 'Lee' }, emails: [{ address: 'ann@example.com' }] },
      }),
      event('s1', 'search.performed', { search: { channel: 'sales', maxPrice: '500000', currency: 'GBP', strength: 'implied' } }),
    );
    await until(async () => (await tallyOf('crm'))['delivered'] === 2);
    expect(await tallyOf('crm')).toMatchObject({ inFlight: 0, parked: 0, ignored: 0 });
    expect(twin.records('contacts')).toMatchObject([{ firstName: 'Ann', email: 'ann@example.com' }]);
    expect(twin.records('notes')).toHaveLength(1);
    await until(() => twin.webhooks.some(({ state }) => state === 'delivered'));
    await until(async () => (await connection()).waiting.toRead === 0);
    expect(await connection()).toMatchObject({ state: 'ready', waiting: { toRead: 0, parked: 0, toSay: 0 } });
    expect(website.events()).toEqual([]);
  });

  it('P2: what an agent edits at the vendor reaches the website as its own customer', async () => {
    const [contact] = twin.records('contacts');
    twin.act({ do: 'change', kind: 'contacts', id: String(contact?.['id']), values: { firstName: 'Anna' } });
    await until(() => website.events().length > 0);
    expect(website.events()).toMatchObject([{ type: 'person.updated', subject: 'W1', data: { person: { name: { given: 'Anna' } } } }]);
  });
});
