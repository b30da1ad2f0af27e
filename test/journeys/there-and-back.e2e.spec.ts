import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BridgeInTest, runBridge } from './running-bridge';
import { until } from './until';
import { WebhookReceiver } from './webhook-receiver';

describe('events through the whole bridge', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-journey-'));
  const website = new WebhookReceiver();
  const backOffice = new WebhookReceiver();
  let bridge: BridgeInTest;
  let websiteKey: string;
  let backOfficeKey: string;

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
  const event = (id: string, type: string, subject: string, data: unknown): object => ({
    specversion: '1.0',
    id,
    source: 'https://www.example.com',
    type,
    subject,
    data,
  });
  const property = { system: 'site', id: 'L1' };

  const addParticipant = async (id: string, side: string, receiver: WebhookReceiver): Promise<string> => {
    const added = await operate('POST', '/v1/participants', {
      agency: 'north',
      id,
      name: id,
      side,
      delivery: { mode: 'webhook', url: await receiver.start(), allowPrivate: true },
    });
    // The operator API's own answer, as the line above asked for it.
    const answer = added.body as { key: { key: string }; webhookSecret: string };
    receiver.secret = answer.webhookSecret;
    return answer.key.key;
  };
  const tallyOf = async (target: string): Promise<Record<string, number>> => {
    const { body } = await operate('GET', '/v1/tally?agency=north');
    // The tally's documented shape.
    const found = (body as { targets: ({ target: string } & Record<string, never>)[] }).targets.find((one) => one.target === target);
    return { ...found };
  };

  beforeAll(async () => {
    bridge = await runBridge({ BRIDGE_DATA_DIR: folder });
    await operate('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    websiteKey = await addParticipant('site', 'website', website);
    backOfficeKey = await addParticipant('crm', 'backOffice', backOffice);
  }, 400_000);

  afterAll(async () => {
    await bridge.stop();
    await Promise.all([website.stop(), backOffice.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    website.clear();
    backOffice.clear();
  });

  it('P3, P7, P8: what a customer does on the website reaches the back office signed, once and in order', async () => {
    const events = [
      event('o1', 'site.visited', 'W1', { visits: 1 }),
      event('o2', 'property.viewed', 'W1', { property }),
      event('o3', 'property.saved', 'W1', { property }),
    ];
    expect(await call('POST', '/v1/events', websiteKey, events)).toMatchObject({ status: 202 });
    expect(await call('POST', '/v1/events', websiteKey, events)).toMatchObject({ status: 202 });
    await until(() => backOffice.ids().length === 3);
    expect(backOffice.ids()).toEqual(['o1', 'o2', 'o3']);
    expect(backOffice.badSignatures).toBe(0);
    expect(website.ids()).toEqual([]);
  });

  it('P2, P6: what a branch does reaches the website that knows the person, under the website’s own id', async () => {
    await call('POST', '/v1/events', websiteKey, [
      event('p1', 'person.registered', 'W2', { person: { emails: [{ address: 'ana@example.com' }] } }),
    ]);
    await until(() => backOffice.ids().includes('p1'));
    const search = { searchId: 's1', search: { channel: 'sales', strength: 'explicit', maxPrice: '400000', currency: 'GBP' } };
    const back = [
      event('b1', 'person.updated', 'C2', { person: { externalIds: [{ system: 'site', id: 'W2' }] } }),
      event('b2', 'search.saved', 'C2', search),
    ];
    expect(await call('POST', '/v1/events', backOfficeKey, back)).toMatchObject({ status: 202 });
    await until(() => website.ids().includes('b2'));
    expect(website.subjects()).toEqual(['W2', 'W2']);
    expect(backOffice.ids()).toEqual(['p1']);
  });

  it('P10: a private note stays on the website', async () => {
    const note = (visibility: string): object => ({ property, visibility, text: 'A remark' });
    await call('POST', '/v1/events', websiteKey, [
      event('n1', 'property.noted', 'W3', note('private')),
      event('n2', 'property.noted', 'W3', note('shared')),
    ]);
    await until(() => backOffice.ids().includes('n2'));
    expect(backOffice.ids()).toEqual(['n2']);
  });

  it('I3: while a person’s first event fails, what is behind it waits, others go on, and the order holds when the fault heals', async () => {
    backOffice.answer = (received) => (received.data.property?.id === 'slow' ? 503 : 200);
    const slow = { system: 'site', id: 'slow' };
    await call('POST', '/v1/events', websiteKey, [
      event('r1', 'property.viewed', 'W4', { property: slow }),
      event('r2', 'property.viewed', 'W4', { property }),
      event('r3', 'property.viewed', 'W5', { property }),
    ]);
    await until(() => backOffice.ids().includes('r3'));
    expect(backOffice.ids()).toEqual(['r3']);
    backOffice.answer = () => 200;
    await until(() => backOffice.ids().includes('r2'));
    expect(backOffice.ids()).toEqual(['r3', 'r1', 'r2']);
  });

  it('a refusal for good parks one event, which goes out late when somebody retries it', async () => {
    backOffice.answer = (received) => (received.id === 'k1' ? 422 : 200);
    await call('POST', '/v1/events', websiteKey, [
      event('k1', 'property.viewed', 'W6', { property }),
      event('k2', 'property.viewed', 'W6', { property }),
    ]);
    await until(() => backOffice.ids().includes('k2'));
    await until(async () => (await tallyOf('crm')).parked === 1);
    backOffice.answer = () => 200;
    const { body } = await operate('GET', '/v1/deliveries?agency=north&state=parked');
    // The documented answer of the route.
    const refs = (body as { deliveries: { ref: string; id: string }[] }).deliveries.map((one) => one.ref);
    expect(await operate('POST', '/v1/deliveries/retry', { agency: 'north', refs })).toMatchObject({ status: 200, body: { changed: 1 } });
    await until(() => backOffice.ids().includes('k1'));
    expect(await operate('GET', '/v1/journeys?source=https://www.example.com&id=k1')).toMatchObject({
      body: { journeys: [{ targets: expect.arrayContaining([expect.objectContaining({ target: 'crm', late: true })]) }] },
    });
  });

  it('the same id with another body is parked at the target', async () => {
    await call('POST', '/v1/events', websiteKey, [event('c1', 'site.visited', 'W7', { visits: 1 })]);
    await call('POST', '/v1/events', websiteKey, [event('c1', 'site.visited', 'W7', { visits: 2 })]);
    await until(async () => (await tallyOf('crm')).parked === 1);
    await until(() => backOffice.ids().length === 1);
    const { body } = await operate('GET', '/v1/deliveries?agency=north&state=parked');
    // The documented answer of the route.
    const [parked] = (body as { deliveries: { ref: string; reason: string }[] }).deliveries;
    expect(parked?.reason).toBe('sameIdOtherBody');
    expect(await operate('POST', '/v1/deliveries/skip', { agency: 'north', refs: [parked?.ref], why: 'sent by mistake' })).toMatchObject({
      status: 200,
    });
  });

  it('X7: an erased person is blanked, the erasure is delivered, and later events of that subject are refused', async () => {
    await call('POST', '/v1/events', websiteKey, [
      event('e1', 'person.registered', 'W8', { person: { emails: [{ address: 'gone@example.com' }] } }),
      event('e2', 'person.erased', 'W8', {}),
    ]);
    await until(() => backOffice.ids().includes('e2'));
    await until(
      async () => (await call('POST', '/v1/events', websiteKey, [event('e3', 'site.visited', 'W8', { visits: 1 })])).status === 422,
    );
    expect(await operate('GET', '/v1/journeys?source=https://www.example.com&id=e1')).toMatchObject({
      body: { journeys: [{ subject: null, source: '' }] },
    });
  });

  it('I4: per target, routed is the sum of all states', async () => {
    await until(async () => (await tallyOf('crm')).inFlight === 0);
    const crm = await tallyOf('crm');
    const sum = ['inFlight', 'parked', 'delivered', 'ignored', 'skipped', 'erased'].reduce((total, state) => total + (crm[state] ?? 0), 0);
    expect(crm.routed).toBe(sum);
    expect(crm.delivered).toBeGreaterThan(0);
  });
});
