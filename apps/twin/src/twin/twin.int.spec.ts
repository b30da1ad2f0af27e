import { Webhook } from 'standardwebhooks';
import { noFaults, type FaultPlan } from './fault-plan';
import { Twin } from './twin';

const secret = `whsec_${Buffer.from('a secret of the twin, long enough').toString('base64')}`;
const signer = new Webhook(secret);
const bridgeId = '6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34';
const event = {
  specversion: '1.0',
  id: 'e-1',
  source: 'https://site.example.com',
  type: 'person.registered',
  subject: bridgeId,
  origin: 'site',
  time: '2026-11-02T09:00:00Z',
  data: { person: { name: { given: 'Ada' } } },
};

let twin: Twin;
let hook: string;
let url: string;

async function start(faults: FaultPlan = noFaults): Promise<void> {
  twin = new Twin({ side: 'backOffice', participant: 'office', secret, faults });
  ({ hook, url } = await twin.listen());
}

afterEach(() => twin.close());

function call(
  webhookId: string,
  body: string = JSON.stringify(event),
  forged = false,
  type = 'application/cloudevents+json',
): Promise<Response> {
  const at = new Date();
  return fetch(hook, {
    method: 'POST',
    headers: {
      'content-type': type,
      'webhook-id': webhookId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': forged ? 'v1,AAAA' : signer.sign(webhookId, at, body),
    },
    body,
  });
}

describe('a twin', () => {
  it('takes a signed call, gives the person its own id and a version, and writes it down', async () => {
    await start();
    const answer = await call('hook-1');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ version: '1', subject: expect.stringMatching(/^C-[0-9a-f]{10}$/) });
    expect(twin.journal.all()).toMatchObject([{ n: 1, webhookId: 'hook-1', attempt: 1, verified: true, effect: true, status: 200 }]);
    expect(twin.holdings.list()).toMatchObject([{ name: 'Ada', events: 1 }]);
  });

  it('keeps an id that is its own', async () => {
    await start();
    const answer = await call('hook-1', JSON.stringify({ ...event, subject: 'C-0001' }));
    expect(await answer.json()).toEqual({ version: '1' });
  });

  it('counts one effect for a repeated webhook-id', async () => {
    await start();
    await call('hook-1');
    expect((await call('hook-1')).status).toBe(200);
    expect(twin.journal.all().map(({ effect, attempt }) => [effect, attempt])).toEqual([
      [true, 1],
      [false, 2],
    ]);
    expect(twin.holdings.list()).toMatchObject([{ events: 1 }]);
  });

  it('P9: takes a batch, and counts each event of it once though another batch brings it again', async () => {
    await start();
    const batch = (webhookId: string, ...ids: string[]): Promise<Response> =>
      call(webhookId, JSON.stringify(ids.map((id) => ({ ...event, id }))), false, 'application/cloudevents-batch+json');
    expect((await batch('one', 'a', 'b')).status).toBe(200);
    expect((await batch('two', 'a', 'b', 'c')).status).toBe(200);
    expect(twin.journal.all().map(({ effect, event: read }) => [read?.id, effect])).toEqual([
      ['a', true],
      ['b', true],
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
    expect((await call('three', '{}', false, 'application/cloudevents-batch+json')).status).toBe(400);
  });

  it('refuses a forged signature, and a body that was changed after it was signed', async () => {
    await start();
    expect((await call('hook-1', undefined, true)).status).toBe(401);
    expect(twin.journal.all()).toMatchObject([{ verified: false, effect: false, status: 401 }]);
    expect(twin.holdings.list()).toEqual([]);
  });

  it('may drop the connection after it applied the event, so that only the answer is lost', async () => {
    await start({ ...noFaults, seed: 'drop', drop: 1, kindFromAttempt: 2 });
    const ids = Array.from({ length: 12 }, (_, i) => `hook-${i}`);
    for (const id of ids) await expect(call(id)).rejects.toThrow('fetch failed');
    const first = twin.journal.all().filter(({ effect }) => effect).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(ids.length);
    for (const id of ids) expect((await call(id)).status).toBe(200);
    expect(twin.journal.all().filter(({ effect }) => effect)).toHaveLength(ids.length);
  });

  it('is away in a window, and says when to come again in another', async () => {
    await start({ ...noFaults, windows: [{ fromMs: 0, forMs: 60_000, how: 'unavailable' }] });
    const answer = await call('hook-1');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    twin.plan({ ...noFaults, windows: [{ fromMs: 0, forMs: 60_000, how: 'away' }] });
    await expect(call('hook-1')).rejects.toThrow('fetch failed');
    twin.plan(noFaults);
    expect((await call('hook-1')).status).toBe(200);
  });

  it('shows its journal in pages and its holdings, and takes a fault plan', async () => {
    await start();
    for (const id of ['a', 'b', 'c']) await call(id);
    const page = await (await fetch(`${url}/twin/journal?after=1&limit=1`)).json();
    expect(page).toMatchObject({ calls: [{ webhookId: 'b' }], next: 2 });
    expect(await (await fetch(`${url}/twin/holdings`)).json()).toMatchObject({ participant: 'office', people: [{ events: 3 }] });
    const set = (body: unknown) => fetch(`${url}/twin/faults`, { method: 'POST', body: JSON.stringify(body) });
    expect((await set({ error500: 2 })).status).toBe(422);
    expect((await set({ error500: 1, kindFromAttempt: 9 })).status).toBe(200);
    expect((await call('d')).status).toBe(500);
  });
});
