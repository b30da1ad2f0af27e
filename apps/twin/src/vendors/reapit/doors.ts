import type { Chance } from '../../day/chance';
import { headerOf, Refused, type Answer, type Call } from '../ground/call';
import type { Basics } from '../ground/options';
import { RateWindow } from '../ground/rate-window';
import { TokenBook } from '../ground/tokens';
import { errorOf, refusals } from './errors';

export interface ReapitCredentials {
  clientId: string;
  clientSecret: string;
  /** Agencies that have installed the application; SBOX is the vendor's sandbox. */
  customers: readonly string[];
}

export interface ReapitLimits {
  /** 20 */
  requestsPerSecond: number;
  /** At once, for one customer: 5 */
  open: number;
  /** 250,000 */
  requestsPerDay: number;
}

const tokenLivesSeconds = 3_600;
const apiVersion = '2020-01-31';

/** What a call must bring before the API answers it. */
export class Doors {
  private readonly tokens: TokenBook;
  private readonly second: RateWindow;
  private readonly day: RateWindow;

  constructor(
    { faults }: Basics,
    chance: Chance,
    private readonly credentials: ReapitCredentials,
    private readonly limits: ReapitLimits,
  ) {
    this.tokens = new TokenBook(faults, chance);
    this.second = new RateWindow({ requests: limits.requestsPerSecond, perMs: 1_000 });
    this.day = new RateWindow({ requests: limits.requestsPerDay, perMs: 86_400_000 });
  }

  /** POST /token: client credentials by Basic authentication. */
  token(call: Call): Answer {
    const { clientId, clientSecret } = this.credentials;
    const form = new URLSearchParams(call.raw.toString('utf8'));
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    if (headerOf(call, 'authorization') !== `Basic ${basic}`) return { status: 400, body: { error: 'invalid_client' } };
    if (form.get('client_id') !== null && form.get('client_id') !== clientId) return { status: 400, body: { error: 'invalid_client' } };
    if (form.get('grant_type') !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type' } };
    return {
      status: 200,
      body: { access_token: this.tokens.issue(call.at, tokenLivesSeconds), token_type: 'Bearer', expires_in: tokenLivesSeconds },
    };
  }

  /** @returns the customer the call is about. @throws Refused */
  open(call: Call): string {
    const token = /^Bearer (.+)$/i.exec(headerOf(call, 'authorization') ?? '')?.[1];
    if (token === undefined || !this.tokens.accepts(token, call.at)) throw new Refused(refusals.unauthorised(call));
    if (headerOf(call, 'api-version') !== apiVersion) throw new Refused(errorOf(call, 400, `The api-version header must be ${apiVersion}`));
    const customer = headerOf(call, 'reapit-customer');
    if (customer === undefined) throw new Refused(errorOf(call, 400, 'The reapit-customer header is required'));
    if (!this.credentials.customers.includes(customer))
      throw new Refused(errorOf(call, 403, 'The application is not installed by this customer'));
    this.checkRates(call, customer);
    return customer;
  }

  private checkRates(call: Call, customer: string): void {
    if (call.open > this.limits.open) throw new Refused(refusals.tooMany(call, 1));
    for (const window of [this.day, this.second]) {
      const { allowed, retryAfterSeconds } = window.take(customer, call.at);
      if (!allowed) throw new Refused(refusals.tooMany(call, retryAfterSeconds));
    }
  }
}
