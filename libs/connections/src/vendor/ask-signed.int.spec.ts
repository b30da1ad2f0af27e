import { SystemClock } from '#runtime';
import { AVendor } from '../../test/a-vendor';
import { askSigned, type AskingSide, type NotLetIn } from './ask-signed';
import { Authentication, type Barred, type Signed, type Standing } from './authentication';
import type { VendorAnswer } from './door';
import { FixedCredentials } from './fixed-credentials';
import { VendorClient } from './vendor-client';

/** Has a next token as often as it is asked for one. */
class CountedTokens extends Authentication {
  version = 1;
  barred: Barred | undefined;
  async headersFor(): Promise<Signed | Barred> {
    return this.barred ?? { state: 'ready', headers: { authorization: `Bearer t${this.version}` }, version: this.version };
  }
  async renew(): Promise<Standing> {
    this.version += 1;
    return this.barred ?? { state: 'ready' };
  }
}

const request = { method: 'POST', path: '/notes', headers: { 'api-version': '1' }, body: '{}', id: 'k' } as const;
const away: Barred = { state: 'tokenServiceAway', says: 'away', retryAfterMs: 0 };

describe('who asks with a token', () => {
  let vendor: AVendor;
  const client = new VendorClient(new SystemClock());
  let tokens: CountedTokens;

  beforeEach(async () => {
    vendor = await AVendor.open();
    tokens = new CountedTokens();
  });
  afterEach(() => vendor.close());
  afterAll(() => client.close());

  const takes = (...good: string[]): void => {
    vendor.answer = (response, { headers }) =>
      void response.writeHead(good.includes(headers.authorization ?? '') ? 201 : 401, { 'content-type': 'application/json' }).end('{}');
  };
  const ask = (more: Partial<AskingSide> = {}): Promise<VendorAnswer | NotLetIn> =>
    askSigned({ client, door: vendor.door(), authentication: tokens, ...more }, request);

  it('X10: that has run out asks once more with a fresh one, and the whole request again', async () => {
    takes('Bearer t2');
    expect(await ask()).toMatchObject({ kind: 'answered', status: 201 });
    expect(vendor.heard).toMatchObject([
      { body: '{}', headers: { authorization: 'Bearer t1', 'api-version': '1' } },
      { body: '{}', headers: { authorization: 'Bearer t2', 'api-version': '1' } },
    ]);
  });

  it('X10: whose access was taken away is refused after the second, and asks no third time', async () => {
    takes();
    expect(await ask()).toMatchObject({ kind: 'barred', standing: { state: 'credentialsRefused' }, answer: { status: 401 } });
    expect(vendor.heard).toHaveLength(2);
  });

  it('asks nobody while there is no token, and only once where there is no other', async () => {
    tokens.barred = away;
    expect(await ask()).toEqual({ kind: 'barred', standing: away });
    expect(vendor.heard).toEqual([]);
    takes();
    expect(await ask({ authentication: new FixedCredentials({ scheme: 'bearer', token: 'x' }) })).toMatchObject({
      kind: 'barred',
      standing: { state: 'credentialsRefused' },
    });
    expect(vendor.heard).toHaveLength(1);
  });

  it('asks no second time without budget, and whoever comes next uses the fresh token', async () => {
    takes('Bearer t2');
    expect(await ask({ mayAskAgain: async () => false })).toMatchObject({ kind: 'barred', standing: { state: 'tokenServiceAway' } });
    expect(vendor.heard).toHaveLength(1);
    expect(await ask()).toMatchObject({ kind: 'answered', status: 201 });
  });
});
