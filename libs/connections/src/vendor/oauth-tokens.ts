import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Authentication, type AuthenticationGround, type Barred, type Signed, type Standing } from './authentication';
import type { VendorDoor } from './door';
import { type OAuthDocument, TokenService } from './token-service';
import type { KeptTokens } from './tokens';

/** The flow was asked of a connection whose pack has none. */
export class NoAuthorizationFlow extends Error {
  readonly code = 'noAuthorizationFlow';
  readonly retriable = false;

  constructor(readonly facts: { readonly connection: string }) {
    super(`Connection ${facts.connection} has no page where somebody could agree`);
    this.name = 'NoAuthorizationFlow';
  }
}

/** How long a refusal stands before the token service is asked again. */
const refusalRests = 60_000;
const awayRests = 2_000;
const lookAgainMs = 150;

interface Question {
  readonly grant: Readonly<Record<string, string>>;
  /** Version of what is kept so far: a newer one takes any refusal back. */
  readonly before: number;
}

/** Access tokens of RFC 6749, kept for all processes and renewed by one of them at a time. */
export class OAuthTokens extends Authentication {
  private readonly service: TokenService;
  private held: KeptTokens | undefined;
  /** The newest version that the vendor refused although it had not run out. */
  private refused = 0;
  private underWay: Promise<KeptTokens | Barred> | undefined;
  private barred: { readonly standing: Barred; readonly until: number; readonly before: number } | undefined;

  constructor(
    private readonly document: OAuthDocument,
    private readonly door: VendorDoor,
    private readonly ground: AuthenticationGround,
  ) {
    super();
    this.service = new TokenService(document, door, ground.client);
  }

  /** Whether somebody has to sign in at the vendor. */
  get signsIn(): boolean {
    return this.document.scheme === 'authorizationCode' && this.document.authorizeUrl !== undefined;
  }

  async headersFor(): Promise<Signed | Barred> {
    const tokens = await this.usable();
    if ('state' in tokens) return tokens;
    return { state: 'ready', headers: { authorization: `Bearer ${tokens.accessToken}` }, version: tokens.version };
  }

  async renew({ version }: Signed): Promise<Standing> {
    this.refused = Math.max(this.refused, version);
    const tokens = await this.usable();
    return 'state' in tokens ? tokens : { state: 'ready' };
  }

  /** Where somebody agrees, and what `exchangeCode` needs of it later (PKCE, RFC 7636). @throws NoAuthorizationFlow */
  authorizeUrl({ redirectUri, state }: { redirectUri: string; state: string }): { readonly url: string; readonly codeVerifier: string } {
    const { authorizeUrl, clientId, scopes = [], pkce = true } = this.document;
    if (this.document.scheme !== 'authorizationCode' || authorizeUrl === undefined)
      throw new NoAuthorizationFlow({ connection: this.door.connection });
    const codeVerifier = randomBytes(32).toString('base64url');
    const url = new URL(authorizeUrl);
    const asked = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
      state,
      ...(pkce ? { code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'), code_challenge_method: 'S256' } : {}),
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return { url: url.href, codeVerifier };
  }

  /** Changes the code that the vendor sent back with the browser for tokens. */
  async exchangeCode(given: { code: string; redirectUri: string; codeVerifier: string }): Promise<Standing> {
    const { code, redirectUri, codeVerifier } = given;
    const { pkce = true } = this.document;
    const grant = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...(pkce ? { code_verifier: codeVerifier } : {}),
    };
    const granted = await this.service.ask(grant, this.ground.clock.now());
    if ('state' in granted) return granted;
    this.hold(await this.ground.tokens.save(this.door, granted.tokens));
    return { state: 'ready' };
  }

  /** Tokens newer than any that was refused; whoever asks meanwhile gets the same ones. */
  private async usable(): Promise<KeptTokens | Barred> {
    for (;;) {
      const held = this.usableOf(this.held);
      if (held) return held;
      const found = await (this.underWay ??= this.findOrAsk().finally(() => (this.underWay = undefined)));
      // These may have been refused while they were being looked for.
      if ('state' in found || found.version > this.refused) return found;
    }
  }

  /** Looks what other processes made of it, and renews if none is at it. */
  private async findOrAsk(): Promise<KeptTokens | Barred> {
    const givenUp = performance.now() + this.service.answersWithinMs + 1_000;
    for (;;) {
      const found = await this.kept();
      if ('found' in found) return found.found;
      const claim = await this.ground.tokens.claim(this.door);
      if (claim !== undefined) {
        try {
          // Somebody may have been quicker between the look and the claim.
          const now = await this.kept();
          return 'found' in now ? now.found : await this.ask(now);
        } finally {
          await this.ground.tokens.giveBack(this.door, claim);
        }
      }
      if (performance.now() > givenUp)
        return { state: 'tokenServiceAway', says: 'Another process asks the token service and has no answer yet', retryAfterMs: awayRests };
      await pause(lookAgainMs);
    }
  }

  /** What needs no question: tokens that are still good, or the reason why it makes no sense to ask; else what to ask with. */
  private async kept(): Promise<{ readonly found: KeptTokens | Barred } | Question> {
    const kept = await this.ground.tokens.load(this.door);
    const ours = kept?.issuedTo === this.service.issuedTo ? kept : undefined;
    const usable = this.usableOf(ours);
    if (usable) return { found: (this.held = usable) };
    const before = kept?.version ?? 0;
    const { barred } = this;
    if (barred && barred.before >= before && this.ground.clock.now().getTime() < barred.until) return { found: barred.standing };
    const { scheme, scopes = [] } = this.document;
    if (scheme === 'clientCredentials')
      return { grant: { grant_type: 'client_credentials', ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}) }, before };
    return ours?.refreshToken === undefined
      ? { found: { state: 'needsAuthorisation', says: 'Nobody has signed in at the vendor yet' } }
      : { grant: { grant_type: 'refresh_token', refresh_token: ours.refreshToken }, before };
  }

  private async ask({ grant, before }: Question): Promise<KeptTokens | Barred> {
    const { clock, tokens } = this.ground;
    const granted = await this.service.ask(grant, clock.now());
    if ('state' in granted) {
      const rests = granted.state === 'tokenServiceAway' ? Math.max(awayRests, granted.retryAfterMs) : refusalRests;
      this.barred = { standing: granted, until: clock.now().getTime() + rests, before };
      return granted;
    }
    return this.hold(await tokens.save(this.door, granted.tokens));
  }

  private hold(tokens: KeptTokens): KeptTokens {
    this.barred = undefined;
    // Versions begin anew where the row of a connection was taken away.
    this.refused = Math.min(this.refused, tokens.version - 1);
    return (this.held = tokens);
  }

  private usableOf(tokens: KeptTokens | undefined): KeptTokens | undefined {
    return tokens && tokens.version > this.refused && tokens.renewAt > this.ground.clock.now().getTime() ? tokens : undefined;
  }
}
