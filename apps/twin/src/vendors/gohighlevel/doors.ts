import type { Chance } from '../../day/chance';
import { headerOf, Refused, type Answer, type Call } from '../ground/call';
import type { Basics } from '../ground/options';
import { RateWindow } from '../ground/rate-window';
import { TokenBook } from '../ground/tokens';
import { errorOf, refusals } from './errors';

export interface GoHighLevelCredentials {
  companyId: string;
  locationId: string;
  /** A private integration token of the sub-account; never runs out. */
  token: string;
  clientId: string;
  clientSecret: string;
  /** What an installation hands over once, to be changed for tokens. */
  code: string;
}

export interface GoHighLevelLimits {
  /** 100 */
  requestsPerTenSeconds: number;
  /** 200,000 */
  requestsPerDay: number;
}

const known = ['client_id', 'client_secret', 'grant_type', 'code', 'refresh_token', 'user_type', 'redirect_uri'];
const tokenLivesSeconds = 86_399;

/** What a call must bring, and the endpoint that gives tokens. */
export class Doors {
  private readonly tokens: TokenBook;
  private readonly burst: RateWindow;
  private readonly day: RateWindow;
  /** Codes that were given out, with where each may be used. */
  private readonly codes = new Map<string, { redirectUri: string }>();
  private readonly spentCodes = new Set<string>();
  private readonly refreshTokens = new Set<string>();

  constructor(
    { faults }: Basics,
    private readonly chance: Chance,
    private readonly credentials: GoHighLevelCredentials,
    limits: GoHighLevelLimits,
  ) {
    this.tokens = new TokenBook(faults, chance);
    this.burst = new RateWindow({ requests: limits.requestsPerTenSeconds, perMs: 10_000 });
    this.day = new RateWindow({ requests: limits.requestsPerDay, perMs: 86_400_000 });
  }

  /** POST /oauth/token as a form. A refresh token is good for one use and is answered with the next. */
  token(call: Call): Answer {
    const form = new URLSearchParams(call.raw.toString('utf8'));
    const missing = ['client_id', 'client_secret', 'grant_type'].filter((name) => !form.get(name));
    // Its bodies are checked against what it documents, and that has no more than this.
    const odd = [...form.keys()].filter((name) => !known.includes(name)).map((name) => `property ${name} should not exist`);
    if (odd.length > 0) return errorOf(422, odd);
    if (missing.length > 0)
      return errorOf(
        422,
        missing.map((name) => `${name} should not be empty`),
      );
    const isClient = form.get('client_id') === this.credentials.clientId && form.get('client_secret') === this.credentials.clientSecret;
    if (!isClient) return errorOf(401, 'Invalid client credentials');
    return this.granted(form) ? this.answerTokens(call) : errorOf(400, 'Invalid grant: authorization code or refresh token is invalid');
  }

  /** GET /oauth/chooselocation: the page on which somebody agrees. Whoever opens it is taken for signed in. */
  consentPage({ query }: Call): Answer {
    const [clientId, redirectUri] = [query.get('client_id'), query.get('redirect_uri') ?? ''];
    if (query.get('response_type') !== 'code' || clientId !== this.credentials.clientId || !URL.canParse(redirectUri))
      return { status: 400, page: consentPage('This app is not known here', '') };
    const sent = ['redirect_uri', 'state', 'scope'].map((name) => hidden(name, query.get(name) ?? '')).join('');
    const buttons = `<button name="choice" value="allow">Allow</button> <button name="choice" value="deny">Deny</button>`;
    return {
      status: 200,
      page: consentPage(
        'Which location shall the app have?',
        `<form method="post"><p>Location ${this.credentials.locationId}</p>${sent}${buttons}</form>`,
      ),
    };
  }

  /** POST /oauth/chooselocation: what they decided goes back with the browser. */
  consent({ raw }: Call): Answer {
    const form = new URLSearchParams(raw.toString('utf8'));
    const redirectUri = form.get('redirect_uri') ?? '';
    if (!URL.canParse(redirectUri)) return { status: 400, page: consentPage('Nowhere to go back to', '') };
    const back = new URL(redirectUri);
    const state = form.get('state');
    if (state) back.searchParams.set('state', state);
    if (form.get('choice') === 'allow') {
      const code = this.chance.uuid().replaceAll('-', '');
      this.codes.set(code, { redirectUri });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The user denied the request');
    }
    return { status: 302, headers: { location: back.href } };
  }

  /** Somebody removes the app from the location: nothing that was granted is good any more. */
  revoke(): void {
    this.tokens.forget();
    this.refreshTokens.clear();
  }

  /** Bearer token and any `Version`. @throws Refused @returns headers that every answer carries */
  open(call: Call): Record<string, string> {
    const token = /^Bearer (.+)$/i.exec(headerOf(call, 'authorization') ?? '')?.[1] ?? '';
    if (token !== this.credentials.token && !this.tokens.accepts(token, call.at)) throw new Refused(refusals.unauthorised(call));
    // The vendor's versions differ from operation to operation, so any one will do.
    if (!headerOf(call, 'version')) throw new Refused(errorOf(401, 'version header was not found.'));
    const day = this.day.take('day', call.at);
    const burst = this.burst.take('burst', call.at);
    const headers = {
      'x-ratelimit-limit-daily': String(this.day.rate.requests),
      'x-ratelimit-daily-remaining': String(day.remaining),
      'x-ratelimit-interval-milliseconds': String(this.burst.rate.perMs),
      'x-ratelimit-max': String(this.burst.rate.requests),
      'x-ratelimit-remaining': String(burst.remaining),
    };
    if (day.allowed && burst.allowed) return headers;
    const refused = refusals.tooMany(call, Math.max(day.retryAfterSeconds, burst.retryAfterSeconds));
    throw new Refused({ ...refused, headers: { ...headers, ...refused.headers } });
  }

  private granted(form: URLSearchParams): boolean {
    switch (form.get('grant_type')) {
      case 'authorization_code': {
        const code = form.get('code') ?? '';
        const given = this.codes.get(code);
        const redirectUri = form.get('redirect_uri');
        if ((code !== this.credentials.code && !given) || this.spentCodes.has(code)) return false;
        if (given && redirectUri !== null && redirectUri !== given.redirectUri) return false;
        this.spentCodes.add(code);
        return true;
      }
      case 'refresh_token':
        return this.refreshTokens.delete(form.get('refresh_token') ?? '');
      default:
        return form.get('grant_type') === 'client_credentials';
    }
  }

  private answerTokens(call: Call): Answer {
    const refreshToken = this.chance.uuid();
    this.refreshTokens.add(refreshToken);
    const { locationId, companyId } = this.credentials;
    return {
      status: 200,
      body: {
        access_token: this.tokens.issue(call.at, tokenLivesSeconds),
        token_type: 'Bearer',
        expires_in: tokenLivesSeconds,
        refresh_token: refreshToken,
        scope:
          'contacts.readonly contacts.write opportunities.readonly opportunities.write calendars/events.readonly calendars/events.write',
        userType: 'Location',
        locationId,
        companyId,
        userId: 'UserNegotiator000001',
      },
    };
  }
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escaped(value)}">`;
const consentPage = (title: string, content: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`;
