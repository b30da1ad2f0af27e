import { buildConnector, Pool } from 'undici';
import { Webhook } from 'standardwebhooks';
import { type Clock, type TraceContext, usableTracestate } from '#runtime';
import { hostAndPort } from '../participants/participants';
import type { Target } from '../participants/target';
import { type Resolve, resolveChecked } from './address-guard';
import { type Answer, HttpTarget, type Outgoing } from './http-target';

const keptAnswer = 2_048;

/** Signed webhooks (Standard Webhooks) over one pool per target; each connection goes to an address that was checked. */
export class WebhookTarget extends HttpTarget {
  private readonly pools = new Map<string, Pool>();

  private readonly timeoutMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly o: { readonly timeoutMs?: number; readonly resolve?: Resolve } = {},
  ) {
    super();
    this.timeoutMs = o.timeoutMs ?? 10_000;
  }

  async send({ target, webhookId, body, trace }: Outgoing): Promise<Answer> {
    const started = performance.now();
    const took = (): number => Math.round(performance.now() - started);
    try {
      if (!target.webhookUrl || !target.webhookSecret)
        return { status: 400, error: 'The target has no webhook address', body: '', retryAfterMs: 0, tookMs: 0 };
      const url = new URL(target.webhookUrl);
      const at = this.clock.now();
      const signature = new Webhook(target.webhookSecret).sign(webhookId, at, body);
      const response = await this.poolOf(target, url).request({
        method: 'POST',
        path: url.pathname + url.search,
        body,
        headers: {
          'content-type': 'application/cloudevents+json',
          'webhook-id': webhookId,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signature,
          ...headersOf(trace),
        },
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      const answer = await startOf(response.body);
      return {
        status: response.statusCode,
        error: null,
        body: answer,
        retryAfterMs: retryAfterOf(response.headers['retry-after'], at),
        tookMs: took(),
      };
    } catch (error) {
      return {
        status: null,
        error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        body: '',
        retryAfterMs: 0,
        tookMs: took(),
      };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  private poolOf(target: Target, url: URL): Pool {
    const place = hostAndPort(url.href);
    const key = JSON.stringify([target.agency, target.id, url.origin, target.concurrency, target.allowedPrivate]);
    const known = this.pools.get(key);
    if (known) return known;
    const connect = buildConnector({ timeout: this.timeoutMs });
    const pool = new Pool(url.origin, {
      connections: target.concurrency,
      pipelining: 1,
      connect: (options, callback) => void connectChecked(connect, options, callback, { place, target, resolve: this.o.resolve }),
    });
    this.pools.set(key, pool);
    return pool;
  }
}

/** A sender's `tracestate` that is no header would fail every attempt. */
function headersOf({ traceparent, tracestate }: TraceContext): Record<string, string> {
  if (!traceparent) return {};
  const state = usableTracestate(tracestate);
  return state === undefined ? { traceparent } : { traceparent, tracestate: state };
}

/** Connects to the very address that was checked, so that a name cannot point elsewhere in between. */
async function connectChecked(
  connect: ReturnType<typeof buildConnector>,
  options: Parameters<ReturnType<typeof buildConnector>>[0],
  callback: Parameters<ReturnType<typeof buildConnector>>[1],
  { place, target, resolve }: { place: string; target: Target; resolve?: Resolve },
): Promise<void> {
  try {
    const { address } = await resolveChecked(options.hostname, place, target.allowedPrivate, resolve);
    connect({ ...options, hostname: address, servername: options.servername || options.hostname }, callback);
  } catch (error) {
    callback(error instanceof Error ? error : new TypeError(String(error)), null);
  }
}

/** The first bytes of an answer; an endless one is cut off. */
async function startOf(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > 65_536) {
      body.destroy();
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, keptAnswer).replaceAll('\u0000', '');
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), at most an hour. */
function retryAfterOf(header: string | string[] | undefined, now: Date): number {
  if (typeof header !== 'string') return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : 0;
}
