import { headerOf, Refused, type Call } from '../ground/call';
import { RateWindow } from '../ground/rate-window';
import { refusals } from './errors';

export interface FollowUpBossCredentials {
  /** The user name of Basic authentication; the password is not looked at. */
  apiKey: string;
  /** What the integration is registered as. */
  system: string;
  /** Its key; signs webhooks, and raises the limits when it comes as X-System-Key. */
  systemKey: string;
}

export interface FollowUpBossLimits {
  /** In ten seconds, with X-System-Key; half of it without. 250 */
  requestsPerTenSeconds: number;
  /** GET /v1/events in ten seconds, the same way. 20 */
  eventReadsPerTenSeconds: number;
}

const tenSeconds = 10_000;

/** What a call must bring. Source: https://docs.followupboss.com/reference/rate-limiting */
export class Doors {
  private readonly windows = new Map<string, RateWindow>();

  constructor(
    private readonly credentials: FollowUpBossCredentials,
    private readonly limits: FollowUpBossLimits,
  ) {}

  /** @throws Refused @returns headers that every answer carries */
  open(call: Call): Record<string, string> {
    if (!this.isSignedIn(call)) throw new Refused(refusals.unauthorised(call));
    const { context, requests } = this.limitOf(call);
    if (requests === undefined) return { 'x-ratelimit-context': context, 'x-ratelimit-window': '10' };
    const window = this.windows.get(context) ?? new RateWindow({ requests, perMs: tenSeconds });
    this.windows.set(context, window);
    const { allowed, remaining, retryAfterSeconds } = window.take(context, call.at);
    const headers = {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-window': '10',
      'x-ratelimit-context': context,
    };
    if (allowed) return headers;
    const refused = refusals.tooMany(call, retryAfterSeconds);
    throw new Refused({ ...refused, headers: { ...headers, ...refused.headers } });
  }

  private isSignedIn(call: Call): boolean {
    const basic = /^Basic (.+)$/i.exec(headerOf(call, 'authorization') ?? '')?.[1] ?? '';
    const [user] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return user === this.credentials.apiKey;
  }

  /** Leads are always let in; to read events has a stricter limit of its own. */
  private limitOf(call: Call): { context: string; requests: number | undefined } {
    const registered = headerOf(call, 'x-system-key') === this.credentials.systemKey;
    const share = registered ? 1 : 0.5;
    if (call.path !== '/v1/events') return { context: 'global', requests: Math.ceil(this.limits.requestsPerTenSeconds * share) };
    if (call.method === 'POST') return { context: 'POST.events', requests: undefined };
    return { context: 'events', requests: Math.ceil(this.limits.eventReadsPerTenSeconds * share) };
  }
}
