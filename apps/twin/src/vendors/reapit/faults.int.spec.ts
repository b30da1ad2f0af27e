import { VirtualClock } from '../ground/trial/clock';
import type { Faults } from '../ground/faults';
import { ReapitTwin } from './reapit-twin';
import { aContact, answerOfToken, idIn, signedIn, type ReapitClient } from './trial-client';

let twin: ReapitTwin;
let clock: VirtualClock;
let client: ReapitClient;

beforeEach(async () => {
  clock = new VirtualClock();
  twin = new ReapitTwin({ seed: 'faults', now: clock.now, limits: { requestsPerSecond: 1_000, open: 100 }, slowMs: 60 });
  const { url } = await twin.listen();
  client = await signedIn(twin, url);
});

afterEach(() => twin.close());

const create = (): Promise<Response> => client.call('POST', '/contacts', aContact);
const last = () => twin.journal.at(-1);
const control = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(client.url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

function plan(faults: Faults): void {
  twin.plan(faults);
}

describe('X10: faults of the wire', () => {
  it('X10: rate-limited refuses with 429 and says when to come again; nothing happened', async () => {
    plan({ 'rate-limited': 1 });
    const answer = await create();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await answer.json()).toMatchObject({ statusCode: 429 });
    expect([last()?.fault, last()?.effect, twin.records('contacts')]).toEqual(['rate-limited', false, []]);
  });

  it('X10: failing answers 500 or 503; nothing happened', async () => {
    plan({ failing: 1 });
    const statuses = [(await create()).status, (await client.call('GET', '/offices')).status];
    expect(new Set(statuses)).toEqual(new Set([500, 503]));
    expect(twin.records('contacts')).toEqual([]);
  });

  it('X10: html answers a page where JSON belongs; nothing happened', async () => {
    plan({ html: 1 });
    const answer = await create();
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toMatch(/^<!doctype html>/);
    expect(twin.records('contacts')).toEqual([]);
  });

  it('X10: ok-with-error answers 200 with an error inside; nothing happened', async () => {
    plan({ 'ok-with-error': 1 });
    const answer = await create();
    expect([answer.status, await answer.json()]).toMatchObject([200, { statusCode: 500 }]);
    expect(twin.records('contacts')).toEqual([]);
  });

  it('X10: answers-lost does it and cuts the connection before the answer', async () => {
    plan({ 'answers-lost': 1 });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(last()).toMatchObject({ status: null, effect: true, fault: 'answers-lost' });
    expect(twin.records('contacts')).toHaveLength(1);
  });

  it('X10: empty answers without the body', async () => {
    plan({ empty: 1 });
    const answer = await client.call('GET', '/offices');
    expect([answer.status, await answer.text(), last()?.fault]).toEqual([200, '', 'empty']);
  });

  it('X10: endless begins a body that does not end', async () => {
    plan({ endless: 1 });
    const answer = await client.call('GET', '/offices');
    const reader = answer.body?.getReader();
    const pieces = [await reader?.read(), await reader?.read(), await reader?.read()];
    expect(pieces.map((piece) => piece?.done)).toEqual([false, false, false]);
    await reader?.cancel();
  });

  it('X10: slow answers late, and well', async () => {
    plan({ slow: 1 });
    const began = performance.now();
    expect((await create()).status).toBe(201);
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
    expect(last()).toMatchObject({ fault: 'slow', effect: true });
  });

  it('X10: revoked is 401 for ever, at the token endpoint too', async () => {
    plan({ revoked: 1 });
    expect((await create()).status).toBe(401);
    expect((await answerOfToken(twin, client.url)).status).toBe(401);
  });

  it('X10: expired-tokens ends a token that was good; a new one is good again', async () => {
    plan({ 'expired-tokens': 1 });
    const fresh = await signedIn(twin, client.url);
    const statuses = [
      (await fresh.call('GET', '/offices')).status,
      (await fresh.call('GET', '/offices')).status,
      (await fresh.call('GET', '/offices')).status,
    ];
    expect(statuses).toEqual([200, 401, 401]);
    expect((await (await signedIn(twin, client.url)).call('GET', '/offices')).status).toBe(200);
  });

  it('X10: async-creates answers 201 for what can be read only later', async () => {
    plan({ 'async-creates': 1 });
    const id = idIn(await create());
    expect((await client.call('GET', `/contacts/${id}`)).status).toBe(404);
    clock.forward(2_000);
    expect((await client.call('GET', `/contacts/${id}`)).status).toBe(200);
  });

  it('X10: conflicts answers 412 though the ETag was right, because somebody else wrote meanwhile', async () => {
    const id = idIn(await create());
    const { _eTag: etag } = Object(await (await client.call('GET', `/contacts/${id}`)).json());
    plan({ conflicts: 1 });
    const patch = (tag: string) => client.call('PATCH', `/contacts/${id}`, { forename: 'A' }, { 'if-match': tag });
    expect((await patch(etag)).status).toBe(412);
    const { _eTag: other } = Object(await (await client.call('GET', `/contacts/${id}`)).json());
    expect(other).not.toBe(etag);
    plan({});
    expect((await patch(other)).status).toBe(204);
  });

  it('X10: strikes the same calls in every run of the same seed', async () => {
    const run = async (): Promise<number[]> => {
      const own = new ReapitTwin({ seed: 'same', now: clock.now, limits: { requestsPerSecond: 1_000 }, faults: { failing: 0.4 } });
      const there = await signedIn(own, (await own.listen()).url);
      const statuses: number[] = [];
      for (let i = 0; i < 12; i++) statuses.push((await there.call('GET', '/offices')).status);
      await own.close();
      return statuses;
    };
    const [one, two] = [await run(), await run()];
    expect(one).toEqual(two);
    expect(new Set(one).size).toBeGreaterThan(1);
  });
});

describe('X10: the control routes of a vendor twin', () => {
  it('X10: show every call with its secrets masked, in pages', async () => {
    await create();
    const { calls, next } = Object(await (await control('GET', '/_twin/journal?limit=1')).json());
    expect(calls).toMatchObject([{ n: 1, method: 'POST', path: '/token', status: 200, headers: { authorization: 'Basic ***' } }]);
    expect(next).toBe(1);
    expect(twin.journal[1]).toMatchObject({
      path: '/contacts',
      effect: true,
      headers: { authorization: 'Bearer ***' },
      body: { surname: 'Family' },
    });
    expect(JSON.stringify(twin.journal)).not.toContain(twin.credentials.clientSecret);
  });

  it('X10: do what a negotiator does', async () => {
    const made = Object(await (await control('POST', '/_twin/records/contacts', aContact)).json());
    expect((await control('PATCH', `/_twin/records/contacts/${made.id}`, { forename: 'Changed' })).status).toBe(200);
    expect(await (await control('GET', '/_twin/records/contacts')).json()).toMatchObject({
      records: [{ id: made.id, forename: 'Changed' }],
    });
    const withId = { do: 'create', kind: 'contacts', id: 'HBR26999999', values: aContact };
    expect(await (await control('POST', '/_twin/acts', withId)).json()).toEqual({ id: 'HBR26999999', version: 1 });
    expect((await control('POST', '/_twin/acts', { do: 'remove', kind: 'contacts', id: 'HBR26999999' })).status).toBe(204);
    expect((await control('POST', '/_twin/acts', { do: 'remove', kind: 'contacts', id: made.id })).status).toBe(204);
    expect(twin.records('contacts')).toEqual([]);
  });

  it('X10: say what is wrong with what they are asked', async () => {
    expect((await control('GET', '/_twin/records/castles')).status).toBe(404);
    expect((await control('PATCH', '/_twin/records/contacts/none', {})).status).toBe(404);
    expect((await control('POST', '/_twin/acts', { do: 'sing', kind: 'contacts' })).status).toBe(422);
    expect(await (await control('POST', '/_twin/faults', { lazy: 1 })).json()).toMatchObject({
      title: expect.stringMatching(/no such fault here: lazy/),
    });
    expect(await (await control('GET', '/_twin')).json()).toMatchObject({ routes: expect.any(Array) });
  });

  it('X10: take another fault plan while the twin runs', async () => {
    expect(await (await control('POST', '/_twin/faults', { failing: 1 })).json()).toMatchObject({ failing: 1, vanishing: 1 });
    expect((await create()).status).toBeGreaterThanOrEqual(500);
  });
});
