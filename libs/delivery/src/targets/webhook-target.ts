import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { buildConnector, Pool } from 'undici';
import { type Clock, type TraceContext, usableTracestate } from '#runtime';
import { ExchangeRefused } from '../errors';
import { hostAndPort } from '../participants/participants';
import type { Target } from '../participants/target';
import { type Resolve, resolveChecked } from './address-guard';
import { ask } from './ask';
import { type Answer, HttpTarget, type Outgoing } from './http-target';

/** What is worked out once of a target's settings. */
interface Line {
  readonly pool: Pool;
  readonly path: string;
  readonly secret: KeyObject;
}

/** Signed webhooks (Standard Webhooks) over one pool per target; each connection goes to an address that was checked. */
export class WebhookTarget extends HttpTarget {
  private readonly pools = new Map<string, Pool>();
  private readonly lines = new WeakMap<Target, Line>();
  private readonly timeoutMs: number;

  constructor(
    private readonly clock: Clock,
    private readonly o: { readonly timeoutMs?: number; readonly resolve?: Resolve } = {},
  ) {
    super();
    this.timeoutMs = o.timeoutMs ?? 10_000;
  }

  send({ target, webhookId, body, trace }: Outgoing): Promise<Answer> {
    return this.post(target, webhookId, 'application/cloudevents+json', body, trace);
  }

  /** As a batch of CloudEvents, which is taken or refused as a whole. */
  async sendTogether(all: readonly Outgoing[], id: string): Promise<readonly Answer[]> {
    const [first] = all;
    if (!first) return [];
    const body = `[${all.map((one) => one.body).join(',')}]`;
    const said = await this.post(first.target, id, 'application/cloudevents-batch+json', body, first.trace);
    const answer = { ...said, events: all.length };
    return all.map(() => answer);
  }

  private async post(target: Target, webhookId: string, contentType: string, body: string, trace: TraceContext): Promise<Answer> {
    const started = performance.now();
    const took = (): number => Math.round(performance.now() - started);
    try {
      const line = this.lineTo(target);
      if (!line) return { status: 400, error: 'The target has no webhook address', body: '', retryAfterMs: 0, tookMs: 0 };
      const at = this.clock.now();
      const timestamp = String(Math.floor(at.getTime() / 1000));
      const headers: Record<string, string> = {
        'content-type': contentType,
        'webhook-id': webhookId,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${createHmac('sha256', line.secret).update(`${webhookId}.${timestamp}.${body}`).digest('base64')}`,
      };
      handOn(trace, headers);
      const said = await ask(line.pool, { method: 'POST', path: line.path, body, headers }, this.timeoutMs);
      return { status: said.status, error: null, body: said.body, retryAfterMs: retryAfterOf(said.retryAfter, at), tookMs: took() };
    } catch (error) {
      return {
        status: null,
        error: sentenceOf(error),
        body: '',
        retryAfterMs: 0,
        tookMs: took(),
      };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  private lineTo(target: Target): Line | undefined {
    const known = this.lines.get(target);
    if (known) return known;
    if (!target.webhookUrl || !target.webhookSecret) return undefined;
    const url = new URL(target.webhookUrl);
    const line = { pool: this.poolOf(target, url), path: url.pathname + url.search, secret: secretIn(target.webhookSecret) };
    this.lines.set(target, line);
    return line;
  }

  private poolOf(target: Target, url: URL): Pool {
    const place = hostAndPort(url.href);
    const key = JSON.stringify([target.agency, target.id, url.origin, target.concurrency, target.allowedPrivate]);
    const known = this.pools.get(key);
    if (known) return known;
    const connect = buildConnector({ timeout: this.timeoutMs });
    const pool = new Pool(url.origin, {
      connections: withSpare(target.concurrency),
      pipelining: 1,
      connect: (options, callback) => void connectChecked(connect, options, callback, { place, target, resolve: this.o.resolve }),
    });
    this.pools.set(key, pool);
    return pool;
  }
}

/** A connection that has answered rests for a turn of the event loop before it is used again; others take its place meanwhile. */
const withSpare = (requestsAtOnce: number): number => Math.ceil(requestsAtOnce * 1.25);

/** A sender's `tracestate` that is no header would fail every attempt. */
function handOn({ traceparent, tracestate }: TraceContext, headers: Record<string, string>): void {
  if (!traceparent) return;
  headers['traceparent'] = traceparent;
  const state = usableTracestate(tracestate);
  if (state !== undefined) headers['tracestate'] = state;
}

/** The key in a secret of Standard Webhooks: base64 behind `whsec_`. */
function secretIn(secret: string): KeyObject {
  return createSecretKey(secret.startsWith('whsec_') ? secret.slice(6) : secret, 'base64');
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

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), at most an hour. */
function retryAfterOf(header: string | string[] | undefined, now: Date): number {
  if (typeof header !== 'string') return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(3_600_000, Math.max(0, ms)) : 0;
}

/** What came instead of an answer; a refusal of our own is a sentence already. */
function sentenceOf(error: unknown): string {
  if (error instanceof ExchangeRefused) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
