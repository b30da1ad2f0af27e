import { randomBytes } from 'node:crypto';
import { Sealing } from '#runtime';
import { SignOnUnderTest } from '../../test/sign-on-under-test';

describe('P14: the keys that sign', () => {
  let under: SignOnUnderTest;
  beforeEach(async () => {
    under = await SignOnUnderTest.open();
    await under.owner('W1');
  });
  afterEach(() => under?.close());

  const published = async (): Promise<Record<string, unknown>[]> => {
    const { body } = await under.call('GET', '/.well-known/jwks.json', {});
    return body['keys'] as Record<string, unknown>[]; // a JSON Web Key Set
  };
  const kids = async (): Promise<unknown[]> => (await published()).map(({ kid }) => kid);
  const signIn = async (): Promise<string> => {
    const { headers } = await under.call('GET', await under.linkOf('W1'));
    return headers.get('location') ?? '';
  };
  const kidOf = (location: string): unknown => {
    const [head = ''] = (new URL(location).searchParams.get('assertion') ?? '').split('.');
    return JSON.parse(Buffer.from(head, 'base64url').toString('utf8')).kid;
  };
  const days = 86_400;

  it('P14: are published without their private part, from the first product on', async () => {
    expect(await published()).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        kid: expect.stringMatching(/^[\w-]{43}$/),
        x: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
    await under.db.query('delete from sign_on.keys');
    expect(await published()).toEqual([]);
  });

  it('P14: are one key however many processes need the first at once', async () => {
    await under.db.query('delete from sign_on.keys');
    const other = await under.serve();
    const all = await Promise.all([under.signOn, other.signOn, under.signOn, other.signOn].map(({ keys }) => keys.current()));
    expect(new Set(all.map(({ kid }) => kid)).size).toBe(1);
    expect(await published()).toHaveLength(1);
  });

  it('P14, I8: lie sealed, and do not open under another name', async () => {
    const [row] = await under.db.query('select kid, sealed from sign_on.keys');
    expect(under.sealing.open(row.sealed, { agency: '*', purpose: `signing key ${row.kid}` })).toMatch(/^[\w+/=]{64}$/);
    expect(() => under.sealing.open(row.sealed, { agency: '*', purpose: 'signing key of another name' })).toThrow(/does not open/);
  });

  it('P14: change when the operator says so: another signs at once, and what the former signed is good until it is too old', async () => {
    const before = await signIn();
    const { status, body } = await under.operate('POST', '/v1/sign-on-keys/rotate');
    expect([status, body['published']]).toEqual([200, [body['kid'], kidOf(before)]]);
    const after = await signIn();
    expect([kidOf(after), await kids()]).toEqual([body['kid'], body['published']]);
    expect((await fetch(before)).status).toBe(200);
    expect((await fetch(after)).status).toBe(200);
    under.clock.pass(60 + 120 - 1);
    expect(await kids()).toEqual([kidOf(after), kidOf(before)]);
    under.clock.pass(1);
    expect(await kids()).toEqual([kidOf(after)]);
    for (const part of under.upkeep) await part({ now: under.clock.now(), historyBefore: new Date(0) });
    expect(await under.db.query('select kid from sign_on.keys')).toEqual([{ kid: kidOf(after) }]);
  });

  it('P14: change by themselves after their days, and the next is published before it signs', async () => {
    const [first] = await kids();
    under.clock.pass(90 * days - 1);
    await signIn();
    expect(await kids()).toEqual([first]);
    under.clock.pass(1);
    expect(kidOf(await signIn())).toBe(first);
    const [next, ...rest] = await kids();
    expect(rest).toEqual([first]);
    under.clock.pass(599);
    expect(kidOf(await signIn())).toBe(first);
    under.clock.pass(1);
    expect(kidOf(await signIn())).toBe(next);
    under.clock.pass(180);
    expect(await kids()).toEqual([next]);
  });

  it('P14: change by themselves also where nobody signs on', async () => {
    under.clock.pass(90 * days);
    for (const part of under.upkeep) await part({ now: under.clock.now(), historyBefore: new Date(0) });
    expect(await kids()).toHaveLength(2);
  });

  it('P14: are made anew where the sealing key is lost, and the operator is told; the person keeps their name', async () => {
    await fetch(await signIn());
    const other = await under.serve({ sealing: new Sealing(randomBytes(32)) });
    const link = (await under.linkOf('W1')).replace(under.url, other.url);
    const { headers } = await under.call('GET', link);
    expect((await fetch(headers.get('location') ?? '')).status).toBe(200);
    const [one, two] = under.tracker.visits;
    expect(two?.subject).toBe(one?.subject);
    expect(under.troubles).toEqual([expect.stringContaining('SECRETS_KEY')]);
  });

  it('P14: are the operator’s alone to change', async () => {
    for (const [key, status] of [
      [undefined, 401],
      [under.keys['site'], 403],
    ] as const)
      expect((await under.call('POST', '/v1/sign-on-keys/rotate', { key })).status).toBe(status);
  });
});
