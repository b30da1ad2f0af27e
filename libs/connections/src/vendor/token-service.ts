import { createHash } from 'node:crypto';
import type { AuthenticationDocument } from '#mapping';
import type { Barred } from './authentication';
import type { VendorAnswer, VendorDoor } from './door';
import { basicOf } from './fixed-credentials';
import type { Tokens } from './tokens';
import type { VendorClient } from './vendor-client';

export type OAuthDocument = Extract<AuthenticationDocument, { readonly scheme: 'clientCredentials' | 'authorizationCode' }>;

export type Granted = { readonly tokens: Tokens } | Barred;

const usualSeconds = 3_600;
const marginMs = 60_000;
/** Well below the time for which a renewal is claimed. */
const longestMs = 15_000;

/** Asks a token endpoint (RFC 6749) and says what its answer means. */
export class TokenService {
  /** Names client and service, so that tokens of other settings are not taken for ours. */
  readonly issuedTo: string;
  readonly answersWithinMs: number;
  private readonly door: VendorDoor;

  constructor(
    private readonly document: OAuthDocument,
    door: VendorDoor,
    private readonly client: VendorClient,
  ) {
    const { scheme, tokenUrl, clientId, scopes = [] } = document;
    this.answersWithinMs = Math.min(door.answerWithinMs, longestMs);
    this.door = { ...door, base: tokenUrl, answerWithinMs: this.answersWithinMs };
    // What somebody agreed to outlives another wish of the pack; what is given to the client itself does not.
    const named = [scheme, new URL(tokenUrl).origin, clientId, ...(scheme === 'clientCredentials' ? scopes : [])];
    this.issuedTo = createHash('sha256').update(JSON.stringify(named)).digest('base64');
  }

  /** @param grant the parameters of RFC 6749, 4.1.3, 4.4.2 or 6 @param now when it is asked */
  async ask(grant: Readonly<Record<string, string>>, now: Date): Promise<Granted> {
    const { clientId, clientSecret, clientIn = 'header' } = this.document;
    const form = new URLSearchParams(grant);
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    if (clientIn === 'header') headers['authorization'] = basicOf(formText(clientId), formText(clientSecret));
    else {
      form.set('client_id', clientId);
      form.set('client_secret', clientSecret);
    }
    const answer = await this.client.ask(this.door, { method: 'POST', path: '', headers, body: form.toString() });
    const secrets = [clientSecret, ...['code', 'refresh_token', 'code_verifier'].flatMap((name) => grant[name] ?? [])];
    return meaningOf(answer, grant, secrets, now, this.issuedTo);
  }
}

/** As RFC 6749, 2.3.1 wants names and secrets written before they become Basic. */
const formText = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);

function meaningOf(
  answer: VendorAnswer,
  grant: Readonly<Record<string, string>>,
  secrets: readonly string[],
  now: Date,
  issuedTo: string,
): Granted {
  if (answer.kind === 'noAnswer') return away(`The token service does not answer: ${answer.error}`, 0);
  const body = membersOf(answer.body);
  if (answer.status >= 200 && answer.status < 300) return tokensIn(body, grant, now, issuedTo);
  const told = toldBy(body, secrets);
  const says = `The token service answers ${answer.status}${told ? `: ${told}` : ''}`;
  if (![400, 401, 403, 422].includes(answer.status)) return away(says, answer.retryAfterMs);
  // Some say it in a sentence instead of RFC 6749's `error`.
  const spent = grant['grant_type'] !== 'client_credentials' && /invalid[_ ]grant/iu.test(told);
  return spent
    ? { state: 'needsAuthorisation', says: `Somebody has to sign in at the vendor again. ${says}` }
    : { state: 'credentialsRefused', says };
}

function tokensIn(body: Readonly<Record<string, unknown>>, grant: Readonly<Record<string, string>>, now: Date, issuedTo: string): Granted {
  const { access_token: accessToken, token_type: kind, expires_in: seconds, refresh_token: next } = body;
  if (typeof accessToken !== 'string' || !/^[\u0021-\u007e]+$/u.test(accessToken))
    return away('The token service answers well, and without a token', 0);
  if (typeof kind === 'string' && kind.toLowerCase() !== 'bearer')
    return { state: 'credentialsRefused', says: 'The token service gives tokens of another kind than bearer' };
  const lives = Number(seconds ?? usualSeconds);
  const livesMs = (Number.isFinite(lives) && lives > 0 ? Math.min(lives, 10 * 365 * 86_400) : usualSeconds) * 1000;
  return {
    tokens: {
      accessToken,
      // Rotated, or good for the next time too (RFC 6749, 6).
      refreshToken: typeof next === 'string' && next !== '' ? next : grant['refresh_token'],
      // A token that hardly lives is used for half its life.
      renewAt: now.getTime() + livesMs - Math.min(marginMs, livesMs / 2),
      expiresAt: now.getTime() + livesMs,
      issuedTo,
    },
  };
}

const away = (says: string, retryAfterMs: number): Barred => ({ state: 'tokenServiceAway', says, retryAfterMs });

const membersOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}; // what JSON's objects are

/** What a refusal says, short, and without what it may repeat of our request. */
function toldBy(body: Readonly<Record<string, unknown>>, secrets: readonly string[]): string {
  const texts = ['error', 'error_description', 'message'].flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  const bare = secrets.filter((secret) => secret !== '').reduce((text, secret) => text.replaceAll(secret, '***'), texts.join(', '));
  return bare.replaceAll(/[^\u0020-\u007e\u00a0-\uffff]/gu, ' ').slice(0, 200);
}
