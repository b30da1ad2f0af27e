import { generateKeyPairSync } from 'node:crypto';
import { TrackerTwin } from '../../../../apps/twin/src';
import { SignOnUnderTest } from '../../test/sign-on-under-test';
import { signed } from './signing-key';

describe('P14: an assertion at the tracker', () => {
  let under: SignOnUnderTest;
  let other: TrackerTwin | undefined;
  beforeAll(async () => {
    under = await SignOnUnderTest.open();
    await under.owner('W1');
  });
  afterAll(async () => {
    await other?.close();
    await under?.close();
  });

  const signIn = async (): Promise<{ to: string; assertion: string }> => {
    const { headers } = await under.call('GET', await under.linkOf('W1'));
    const url = new URL(headers.get('location') ?? '');
    return { to: url.origin + url.pathname, assertion: url.searchParams.get('assertion') ?? '' };
  };
  const bring = async (to: string, assertion: string): Promise<[number, string | undefined]> => {
    const before = under.tracker.turnedAway.length;
    const { status } = await fetch(`${to}?assertion=${assertion}`);
    return [status, under.tracker.turnedAway[before]];
  };
  const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('P14: is taken once', async () => {
    const { to, assertion } = await signIn();
    expect(await bring(to, assertion)).toEqual([200, undefined]);
    expect(await bring(to, assertion)).toEqual([403, 'The assertion was used before.']);
  });

  it('P14: is refused with any one part tampered with', async () => {
    const { to, assertion } = await signIn();
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    const raised = text({ ...said, property: { system: 'site', id: 'D2' } });
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
    const stranger = { kid, privateKey: generateKeyPairSync('ed25519').privateKey };
    for (const [forged, why] of [
      [`${head}.${raised}.${signature}`, 'The assertion is not signed by the bridge.'],
      [`${head}.${claims}.${'A'.repeat(86)}`, 'The assertion is not signed by the bridge.'],
      [signed(said, stranger), 'The assertion is not signed by the bridge.'],
      [signed(said, { ...stranger, kid: 'of-a-stranger' }), 'The assertion is not signed by the bridge.'],
      [`${text({ alg: 'none' })}.${claims}.`, 'What came is no assertion.'],
      ['nonsense', 'What came is no assertion.'],
      ['', 'What came is no assertion.'],
    ] as const)
      expect([forged, ...(await bring(to, forged))]).toEqual([forged, 403, why]);
    expect(await bring(to, assertion)).toEqual([200, undefined]);
  });

  it('P14: is too old after a minute', async () => {
    const [one, other] = [await signIn(), await signIn()];
    under.clock.pass(59);
    expect(await bring(one.to, one.assertion)).toEqual([200, undefined]);
    under.clock.pass(2);
    expect(await bring(other.to, other.assertion)).toEqual([403, 'The assertion is too old.']);
  });

  it('P14: is of no use at another product', async () => {
    other = new TrackerTwin({ issuer: under.url, audience: 'another', now: () => under.clock.now() });
    const { assertion } = await signIn();
    const { status } = await fetch(`${await other.listen()}?assertion=${assertion}`);
    expect([status, other.turnedAway]).toEqual([403, ['The assertion is for another product, or from another bridge.']]);
  });

  it('P14: asks for the published keys once, and again only where a name is new', async () => {
    const { to, assertion } = await signIn();
    await bring(to, assertion);
    const before = under.tracker.verify.fetched;
    const again = await signIn();
    await bring(again.to, again.assertion);
    expect(under.tracker.verify.fetched).toBe(before);
    await under.operate('POST', '/v1/sign-on-keys/rotate');
    const rotated = await signIn();
    expect(await bring(rotated.to, rotated.assertion)).toEqual([200, undefined]);
    expect(under.tracker.verify.fetched).toBe(before + 1);
  });
});
