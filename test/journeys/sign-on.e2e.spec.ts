import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrackerTwin } from '../../apps/twin/src';
import { type BridgeInTest, runBridge } from './running-bridge';
import { until } from './until';

describe('an owner on the way into a tracker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-sign-on-'));
  const keys: Record<string, string> = {};
  let bridge: BridgeInTest;
  let tracker: TrackerTwin;
  let said = 0;

  const call = async (
    method: string,
    path: string,
    key: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await fetch(bridge.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': path === '/v1/events' ? 'application/cloudevents+json' : 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  };
  const operate = (method: string, path: string, body?: unknown): ReturnType<typeof call> =>
    call(method, path, bridge.access.operatorKey, body);
  const say = async (by: string, subject: string, type: string, data: unknown): Promise<void> => {
    said += 1;
    const event = { specversion: '1.0', id: `e${said}`, source: `https://${by}.example.com`, type, subject, data };
    expect(await call('POST', '/v1/events', keys[by] ?? '', event)).toMatchObject({ status: 202 });
  };
  const property = { system: 'site', id: 'D1' };
  const ownership = (state: string): object => ({ property, ownership: { capacity: 'vendor', state } });
  const ask = (subject: string): ReturnType<typeof call> =>
    call('POST', '/v1/sign-ons', keys['site'] ?? '', { subject, property, product: 'tracker' });
  const asked = async (subject: string): Promise<unknown> => {
    const { status, body } = await ask(subject);
    return body['ownership'] ?? status;
  };

  beforeAll(async () => {
    bridge = await runBridge({ BRIDGE_DATA_DIR: folder });
    await operate('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    for (const [id, side] of [
      ['site', 'website'],
      ['crm', 'backOffice'],
    ]) {
      const { body } = await operate('POST', '/v1/participants', { agency: 'north', id, name: id, side, delivery: { mode: 'feed' } });
      keys[id ?? ''] = (body['key'] as { key: string }).key; // the operator API's own answer
    }
    tracker = new TrackerTwin({ issuer: bridge.url, audience: 'tracker', now: () => new Date() });
    const redirect = await tracker.listen();
    const made = await operate('POST', '/v1/sign-on-products', {
      agency: 'north',
      id: 'tracker',
      name: 'Vendor tracker',
      audience: 'tracker',
      redirect,
      allowPrivate: true,
    });
    expect(made.status).toBe(201);
  }, 400_000);

  afterAll(async () => {
    await bridge?.stop();
    await tracker?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('P13, P14: a claim opens nothing, the back office’s word opens the tracker, and its next word closes it', async () => {
    const person = { name: { given: 'Ann', family: 'Lee' } };
    await say('site', 'W1', 'person.registered', { person });
    await say('site', 'W1', 'ownership.claimed', ownership('claimed'));
    await until(async () => (await asked('W1')) === 'claimed');
    await say('crm', 'C1', 'person.registered', { person: { ...person, externalIds: [{ system: 'site', id: 'W1' }] } });
    await say('crm', 'C1', 'ownership.confirmed', ownership('confirmed'));
    await until(async () => (await asked('W1')) === 201);
    const { body } = await ask('W1');
    const page = await fetch(String(body['link']));
    expect([page.status, tracker.visits.length]).toEqual([200, 1]);
    expect(await page.text()).toContain(`Signed in as ${tracker.visits[0]?.subject}`);
    expect((await fetch(String(body['link']))).status).toBe(410);
    await say('crm', 'C1', 'ownership.ended', ownership('ended'));
    await until(async () => (await asked('W1')) === 'ended');
  });

  it('P14, X8: who lives with an owner is none', async () => {
    await say('site', 'W2', 'person.registered', { person: { name: { given: 'Ben', family: 'Lee' } } });
    await say('crm', 'C1', 'ownership.confirmed', ownership('confirmed'));
    await say('site', 'W1', 'household.changed', { householdId: 'H1', members: [{ subject: 'W1' }, { subject: 'W2' }] });
    await until(async () => (await asked('W1')) === 201);
    await until(async () => (await asked('W2')) !== 404);
    expect(await asked('W2')).toBe('none');
  });

  it('P14, X7: of who is erased no sign-on is left', async () => {
    const signOns = async (): Promise<unknown> => (await operate('GET', '/v1/sign-ons?agency=north')).body['signOns'];
    expect(await signOns()).not.toEqual([]);
    for (const subject of ['W1', 'W2']) await say('site', subject, 'person.erased', {});
    await until(async () => (await asked('W1')) === 410 && (await asked('W2')) === 410);
    expect(await signOns()).toEqual([]);
  });
});
