import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Clock, inAgency, Sealing } from '#runtime';
import { AVendor, type Heard, VendorDatabase } from '../../test/a-vendor';
import type { Signed } from './authentication';
import { NoAuthorizationFlow, OAuthTokens } from './oauth-tokens';
import type { OAuthDocument } from './token-service';
import { TokenStore, type WhoseTokens } from './tokens';
import { VendorClient } from './vendor-client';

class HandClock extends Clock {
  at = new Date('2026-03-10T10:00:00Z');
  now(): Date {
    return this.at;
  }
  pass(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }
}

const redirectUri = 'https://bridge.example/back';

describe('tokens of OAuth 2', () => {
  let database: VendorDatabase;
  let db: DataSource;
  let vendor: AVendor;
  let client: VendorClient;
  let clock: HandClock;
  let connection = '';
  let made = 0;
  const sealing = new Sealing(randomBytes(32));

  beforeAll(async () => {
    database = await VendorDatabase.open();
    db = await database.pool();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    connection = `crm${(made += 1)}`;
    clock = new HandClock();
    client = new VendorClient(clock);
    vendor = await AVendor.open();
    gives();
  });
  afterEach(async () => {
    await client.close();
    vendor.close();
  });

  /** Gives a new token to each question, with the next refresh token. */
  function gives(more: Record<string, unknown> = {}, afterMs = 0): void {
    vendor.answer = (response) => {
      const n = vendor.heard.length;
      const body = { access_token: `access${n}`, refresh_token: `refresh${n}`, token_type: 'Bearer', expires_in: 3_600, ...more };
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)), afterMs);
    };
  }
  const document = (more: Partial<OAuthDocument> = {}): OAuthDocument => ({
    scheme: 'clientCredentials',
    tokenUrl: `${vendor.url}/token`,
    authorizeUrl: 'https://vendor.example/agree?lang=en',
    clientId: 'bridge',
    clientSecret: 'client-secret',
    scopes: ['contacts.read', 'contacts.write'],
    ...more,
  });
  /** As another process has it: with nothing in memory. */
  const process = (more: Partial<OAuthDocument> = {}, o: { db?: DataSource; sealing?: Sealing } = {}): OAuthTokens =>
    new OAuthTokens(document(more), vendor.door({ connection }), {
      client,
      clock,
      tokens: new TokenStore(o.db ?? db, o.sealing ?? sealing),
    });
  const granted = async (): Promise<OAuthTokens> => {
    const tokens = process({ scheme: 'authorizationCode' });
    expect(await tokens.exchangeCode({ code: 'c0de', redirectUri, codeVerifier: 'v' })).toEqual({ state: 'ready' });
    return tokens;
  };
  const headerOf = async (tokens: OAuthTokens): Promise<string> => {
    const signed = await tokens.headersFor();
    return signed.state === 'ready' ? (signed.headers['authorization'] ?? '') : signed.state;
  };
  const formOf = (heard: Heard | undefined): Record<string, string> => Object.fromEntries(new URLSearchParams(heard?.body));

  it('X10: of a client are asked for once, by Basic authentication, and kept for every process', async () => {
    expect(await headerOf(process())).toBe('Bearer access1');
    expect(await headerOf(process())).toBe('Bearer access1');
    expect(vendor.heard).toHaveLength(1);
    expect(vendor.heard[0]?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('bridge:client-secret').toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(formOf(vendor.heard[0])).toEqual({ grant_type: 'client_credentials', scope: 'contacts.read contacts.write' });
  });

  it('X10: name the client in the body where the pack says so', async () => {
    await headerOf(process({ clientIn: 'body', scopes: undefined }));
    expect(vendor.heard[0]?.headers.authorization).toBeUndefined();
    expect(formOf(vendor.heard[0])).toEqual({ grant_type: 'client_credentials', client_id: 'bridge', client_secret: 'client-secret' });
  });

  it('X10: are renewed a minute before they run out; one that hardly lives is used for half its life', async () => {
    const tokens = process();
    await tokens.headersFor();
    clock.pass(3_539);
    expect(await headerOf(tokens)).toBe('Bearer access1');
    clock.pass(1);
    gives({ expires_in: 40 });
    expect(await headerOf(tokens)).toBe('Bearer access2');
    clock.pass(19);
    expect(await headerOf(tokens)).toBe('Bearer access2');
    clock.pass(1);
    expect(await headerOf(tokens)).toBe('Bearer access3');
  });

  it('X10: that the vendor refuses before their time are asked for anew; ten at once, in two processes, ask once', async () => {
    const processes = [process(), process({}, { db: await database.pool() })];
    const refused = await Promise.all(processes.map((tokens) => tokens.headersFor()));
    gives({}, 200);
    const standings = await Promise.all(
      Array.from({ length: 10 }, (_, n) => processes[n % 2]?.renew(refused[n % 2] as Signed)), // both were ready
    );
    expect(standings).toEqual(Array(10).fill({ state: 'ready' }));
    expect(await Promise.all(processes.map(headerOf))).toEqual(['Bearer access2', 'Bearer access2']);
    expect(vendor.heard).toHaveLength(2);
  });

  it('X10: a late refusal of a former token asks for nothing: there is a newer one', async () => {
    const tokens = process();
    const first = await tokens.headersFor();
    await tokens.renew(first as Signed); // it was ready
    expect(await tokens.renew(first as Signed)).toEqual({ state: 'ready' });
    expect(vendor.heard).toHaveLength(2);
  });

  it('X10: that somebody agreed to are got for the code, with PKCE', async () => {
    const tokens = process({ scheme: 'authorizationCode' });
    const { url, codeVerifier } = tokens.authorizeUrl({ redirectUri, state: 'st&te' });
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toEqual({
      lang: 'en',
      response_type: 'code',
      client_id: 'bridge',
      redirect_uri: redirectUri,
      scope: 'contacts.read contacts.write',
      state: 'st&te',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(await headerOf(tokens)).toBe('needsAuthorisation');
    expect(vendor.heard).toEqual([]);
    await tokens.exchangeCode({ code: 'c0de', redirectUri, codeVerifier });
    expect(formOf(vendor.heard[0])).toEqual({
      grant_type: 'authorization_code',
      code: 'c0de',
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    });
    expect(await headerOf(process({ scheme: 'authorizationCode' }))).toBe('Bearer access1');
    expect(() => process().authorizeUrl({ redirectUri, state: 's' })).toThrow(NoAuthorizationFlow);
  });

  it('X10: are refreshed with the newest refresh token, or with the former one where the vendor gives no other', async () => {
    const tokens = await granted();
    for (const [gone, more] of [
      ['refresh1', { refresh_token: undefined }],
      ['refresh1', {}],
      ['refresh3', {}],
    ] as const) {
      clock.pass(3_600);
      gives(more);
      await tokens.headersFor();
      expect(formOf(vendor.heard.at(-1))).toEqual({ grant_type: 'refresh_token', refresh_token: gone });
    }
  });

  it('X10: ten that find a token run out at once, in two processes, spend one refresh token', async () => {
    await granted();
    const processes = [process({ scheme: 'authorizationCode' }), process({ scheme: 'authorizationCode' }, { db: await database.pool() })];
    clock.pass(3_600);
    gives({}, 200);
    const headers = await Promise.all(Array.from({ length: 10 }, (_, n) => headerOf(processes[n % 2] ?? process())));
    expect(headers).toEqual(Array(10).fill('Bearer access2'));
    expect(vendor.heard).toHaveLength(2);
  });

  it.each<[string, number, unknown, RegExp]>([
    [
      'needsAuthorisation',
      400,
      { error: 'invalid_grant', error_description: 'refresh token revoked' },
      /400: invalid_grant, refresh token revoked/,
    ],
    ['needsAuthorisation', 400, { message: 'Invalid grant: authorization code or refresh token is invalid' }, /400: Invalid grant/],
    ['credentialsRefused', 401, { error: 'invalid_client' }, /401: invalid_client/],
    ['credentialsRefused', 403, 'Forbidden', /403$/],
    ['credentialsRefused', 422, { message: 'client_id should not be empty' }, /422: client_id should not be empty/],
    ['tokenServiceAway', 503, {}, /503/],
    ['tokenServiceAway', 302, {}, /302/],
    ['tokenServiceAway', 200, '<html>Sign in</html>', /without a token/],
    ['tokenServiceAway', 200, { access_token: 'a\nb' }, /without a token/],
    ['credentialsRefused', 200, { access_token: 'a', token_type: 'mac' }, /another kind/],
  ])('X10: that cannot be renewed say who can change it: %s after %i %j', async (state, status, body, says) => {
    const tokens = await granted();
    clock.pass(3_600);
    vendor.json(status, body);
    const barred = await tokens.headersFor();
    expect(barred).toMatchObject({ state, says: expect.stringMatching(says) });
  });

  it('X10: of a client whose grant is refused need other settings: nobody can agree to them', async () => {
    vendor.json(400, { error: 'invalid_grant' });
    expect(await headerOf(process())).toBe('credentialsRefused');
  });

  it('that are refused are not asked for again and again, and heal by themselves (I7)', async () => {
    const tokens = await granted();
    clock.pass(3_600);
    vendor.json(400, { error: 'invalid_grant' });
    for (let n = 0; n < 5; n += 1) expect(await headerOf(tokens)).toBe('needsAuthorisation');
    expect(vendor.heard).toHaveLength(2);
    gives();
    clock.pass(61);
    expect(await headerOf(tokens)).toBe('Bearer access3');
  });

  it('that somebody agreed to again, by whatever process, end a refusal at once', async () => {
    const tokens = await granted();
    clock.pass(3_600);
    vendor.json(400, { error: 'invalid_grant' });
    expect(await headerOf(tokens)).toBe('needsAuthorisation');
    gives();
    await granted();
    expect(await headerOf(tokens)).toBe('Bearer access3');
  });

  it('that somebody agreed to again end a refusal even when they have run out since: they can be refreshed', async () => {
    const tokens = await granted();
    clock.pass(3_600);
    vendor.json(400, { error: 'invalid_grant' });
    expect(await headerOf(tokens)).toBe('needsAuthorisation');
    gives({ expires_in: 10 });
    await granted();
    clock.pass(20);
    expect(await headerOf(tokens)).toBe('Bearer access4');
    expect(formOf(vendor.heard.at(-1))).toMatchObject({ refresh_token: 'refresh3' });
  });

  it('X10: that somebody else got between our look and our claim are used, and asked for no second time', async () => {
    class LateClaim extends TokenStore {
      override async claim(whose: WhoseTokens): Promise<string | undefined> {
        await headerOf(process());
        return super.claim(whose);
      }
    }
    const tokens = new OAuthTokens(document(), vendor.door({ connection }), { client, clock, tokens: new LateClaim(db, sealing) });
    expect(await headerOf(tokens)).toBe('Bearer access1');
    expect(vendor.heard).toHaveLength(1);
  });

  it('whose service is away are asked for soon again, or when it said', async () => {
    const tokens = process();
    vendor.json(503, {}, { 'retry-after': '30' });
    expect(await tokens.headersFor()).toMatchObject({ state: 'tokenServiceAway', retryAfterMs: 30_000 });
    gives();
    clock.pass(29);
    expect(await headerOf(tokens)).toBe('tokenServiceAway');
    clock.pass(2);
    expect(await headerOf(tokens)).toBe('Bearer access2');
  });

  it('that were refused are not used while there are no others, though their time is not up', async () => {
    const tokens = process();
    const signed = await tokens.headersFor();
    vendor.json(401, { error: 'invalid_client' });
    expect(await tokens.renew(signed as Signed)).toMatchObject({ state: 'credentialsRefused' }); // it was ready
    expect(await headerOf(tokens)).toBe('credentialsRefused');
    expect(vendor.heard).toHaveLength(2);
  });

  it('whose renewal died with its process are renewed by another after half a minute', async () => {
    const store = new TokenStore(db, sealing);
    const whose = { agency: 'north', connection };
    expect(await store.claim(whose)).toEqual(expect.any(String));
    expect(await store.claim(whose)).toBeUndefined();
    await inAgency(db, 'north', (manager) =>
      manager.query(`update connections.tokens set refreshing_until = refreshing_until - interval '30 s' where connection = $1`, [
        connection,
      ]),
    );
    expect(await headerOf(process())).toBe('Bearer access1');
  });

  it('of other settings are not taken for ours', async () => {
    expect(await headerOf(process())).toBe('Bearer access1');
    expect(await headerOf(process({ clientId: 'another' }))).toBe('Bearer access2');
    expect(await headerOf(process({ clientId: 'another', scopes: ['x'] }))).toBe('Bearer access3');
  });

  it('I8: are sealed in the database, are of no use beside another connection, and are asked for anew where they do not open', async () => {
    await headerOf(process());
    const [{ sealed }] = await inAgency(db, 'north', (manager) =>
      manager.query('select sealed from connections.tokens where connection = $1', [connection]),
    );
    expect(Buffer.from(sealed).includes('access1')).toBe(false);
    await inAgency(db, 'north', (manager) =>
      manager.query(`insert into connections.tokens (agency, connection, sealed, version) values ('north', 'copy', $1, 9)`, [sealed]),
    );
    expect(await new TokenStore(db, sealing).load({ agency: 'north', connection: 'copy' })).toBeUndefined();
    expect(await headerOf(process({}, { sealing: new Sealing(randomBytes(32)) }))).toBe('Bearer access2');
    expect(await db.query('select 1 from connections.tokens')).toEqual([]);
  });

  it('I8: are in no sentence, nor is the secret that a service repeats', async () => {
    const tokens = await granted();
    clock.pass(3_600);
    vendor.json(400, { error: 'invalid_grant', error_description: 'no such token refresh1 for client-secret\u0000' });
    const barred = await tokens.headersFor();
    expect(barred).toMatchObject({
      says: 'Somebody has to sign in at the vendor again. The token service answers 400: invalid_grant, no such token *** for ***',
    });
  });
});
