import { freePort } from '#runtime';
import { GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

describe('a back office that somebody signs in to', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;

  beforeAll(async () => {
    connected = await Connected.open();
    twin = new GoHighLevelTwin({ seed: 'sign-in journey' });
    const { url } = await twin.listen(await freePort());
    const { locationId, clientId, clientSecret } = twin.credentials;
    await connected.connect('crm', 'gohighlevel', {
      signIn: 'oauth',
      locationId,
      clientId,
      clientSecret,
      address: url,
      signInAddress: url,
    });
  }, 120_000);
  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  const register = (id: string): Promise<void> =>
    connected.send(
      said(`r-${id}`, 'person.registered', id, { person: { name: { full: id }, emails: [{ address: `${id}@example.com` }] } }),
    );
  const get = (address: string): Promise<Response> => fetch(address, { redirect: 'manual' });

  /** Opens the address, presses a button of the vendor's page, and answers where the browser is sent. */
  async function decide(choice: 'allow' | 'deny'): Promise<string> {
    const { body } = await connected.operate('POST', '/v1/connections/north/crm/sign-in');
    const address = String(Object(body).address);
    const page = await (await get(address)).text();
    const hidden = [...page.matchAll(/name="(\w+)" value="([^"]*)"/gu)].map(([, name = '', value = '']): [string, string] => [name, value]);
    const { origin, pathname } = new URL(address);
    const answer = await fetch(origin + pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...Object.fromEntries(hidden), choice }).toString(),
      redirect: 'manual',
    });
    return answer.headers.get('location') ?? '';
  }

  it('P1, I7: what is for it waits until somebody signs in, and then goes by itself', async () => {
    await register('ann');
    await until(async () => (await connected.connection('crm')).state === 'needsAuthorisation');
    expect(await connected.tally('crm')).toMatchObject({ inFlight: 1, parked: 0 });
    const denied = await get(await decide('deny'));
    expect([denied.status, await denied.text()]).toEqual([
      400,
      expect.stringContaining('Nobody agreed at the vendor. It says: The user denied the request'),
    ]);
    const back = await decide('allow');
    expect(back.startsWith(`${connected.url}/v1/vendor-sign-ins/callback?`)).toBe(true);
    const done = await get(back);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Signed in')]);
    expect(done.headers.get('referrer-policy')).toBe('no-referrer');
    await until(() => twin.records('contacts').length === 1, 60_000);
    await until(async () => (await connected.tally('crm')).delivered === 1, 60_000);
    expect(await connected.connection('crm')).toMatchObject({ state: 'ready', says: null });
    expect([(await get(back)).status, (await get(`${connected.url}/v1/vendor-sign-ins/callback?state=x&code=<b>`)).status]).toEqual([
      400, 400,
    ]);
    expect((await fetch(back, { method: 'HEAD' })).status).toBe(404);
  });

  it('P1, I1: access that is taken back loses nothing: the state asks for another sign-in, and what waited goes on after it', async () => {
    twin.revoke();
    await register('ben');
    await until(async () => (await connected.connection('crm')).state === 'needsAuthorisation');
    expect((await connected.connection('crm')).says).toContain('Somebody has to sign in at the vendor again');
    expect(await connected.tally('crm')).toMatchObject({ inFlight: 1, parked: 0, delivered: 1 });
    expect((await get(await decide('allow'))).status).toBe(200);
    await until(async () => (await connected.tally('crm')).delivered === 2, 90_000);
    expect(twin.records('contacts')).toHaveLength(2);
  });

  it('I8: who begins a sign-in needs an operator key', async () => {
    const answer = await fetch(`${connected.url}/v1/connections/north/crm/sign-in`, { method: 'POST' });
    expect(answer.status).toBe(401);
  });
});
