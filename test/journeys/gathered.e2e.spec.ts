import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#runtime';
import { BridgeProcess } from '../../apps/twin/src';
import { said } from './connected';
import { until } from './until';
import { WebhookReceiver } from './webhook-receiver';

const entry = resolve(__dirname, '../../dist/apps/bridge/src/main.js');
const gather = { types: ['interest.registered', 'interest.withdrawn'], quietSeconds: 8, atMostSeconds: 60 };

describe('a website that sends one welcome mail', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-gathered-'));
  const website = new WebhookReceiver();
  let bridge: BridgeProcess;
  let start: () => Promise<BridgeProcess>;
  let crmKey: string;

  const call = async (method: string, path: string, body: unknown, key = bridge.address.operatorKey): Promise<unknown> => {
    const type = path === '/v1/events' ? 'application/cloudevents-batch+json' : 'application/json';
    const answer = await fetch(bridge.address.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    return answer.json();
  };
  const add = async (id: string, side: string, more: object): Promise<{ key: { key: string }; webhookSecret: string }> =>
    // The operator API's own answer.
    (await call('POST', '/v1/participants', { agency: 'north', id, name: id, side, ...more })) as never;
  const atSite = async (): Promise<Record<string, unknown>> => {
    // The tally's documented shape.
    const { targets } = (await call('GET', '/v1/tally?agency=north', undefined)) as { targets: { target: string }[] };
    return { ...targets.find(({ target }) => target === 'site') };
  };

  beforeAll(async () => {
    const port = await freePort();
    start = async () => (bridge = await BridgeProcess.start({ entry, environment: process.env, dataDir, port }));
    await start();
    await call('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    const delivery = { mode: 'webhook', url: await website.start(), allowPrivate: true };
    website.secret = (await add('site', 'website', { delivery, receives: { gather } })).webhookSecret;
    crmKey = (await add('crm', 'backOffice', { delivery: { mode: 'none' } })).key.key;
  }, 120_000);
  afterAll(async () => {
    await bridge?.stop();
    await website.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('P9, I1, I2: hears of all new saves in one request behind the invitation, also where the bridge is killed while they wait', async () => {
    const person = { name: { given: 'Ann' }, externalIds: [{ system: 'site', id: 'W1' }] };
    const interest = (id: string): object => said(id, 'interest.registered', 'C1', { property: { system: 'crm', id } });
    await call('POST', '/v1/events', [said('i', 'account.invited', 'C1', { person }), interest('a'), interest('b')], crmKey);
    await until(async () => website.ids().includes('i') && Object(await atSite())['gathered'].events === 2);
    if (bridge.pid !== undefined) process.kill(bridge.pid, 'SIGKILL');
    await bridge.stop();
    expect(website.ids()).toEqual(['i']);
    await start();
    await until(() => website.ids().length === 3, 180_000);
    expect(website.batches).toEqual([['a', 'b']]);
    await until(async () => (await atSite())['delivered'] === 3);
    expect(await atSite()).toMatchObject({ routed: 3, inFlight: 0, parked: 0 });
    expect(website.badSignatures).toBe(0);
  }, 120_000);
});
