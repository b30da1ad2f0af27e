import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBridge } from './running-bridge';
import { WebhookReceiver } from './webhook-receiver';

export interface ConnectionSeen {
  readonly state: string;
  readonly says: string | null;
  readonly hook: string;
  readonly waiting: { readonly toRead: number; readonly parked: number; readonly toSay: number };
  readonly refusedHooks: { readonly count: number; readonly why: string | null };
}

export interface TargetSeen {
  readonly routed: number;
  readonly inFlight: number;
  readonly parked: number;
  readonly delivered: number;
  readonly ignored: number;
  readonly held: { readonly parent: number };
}

/** A bridge with agency `north`, a website that hears by webhook, and back offices behind connections. */
export class Connected {
  readonly website = new WebhookReceiver();
  private websiteKey = '';

  private constructor(
    readonly url: string,
    readonly operatorKey: string,
    private readonly end: () => Promise<void>,
  ) {}

  /** Over a bridge inside the test's own process. */
  static async open(): Promise<Connected> {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-connected-'));
    const bridge = await runBridge({ BRIDGE_DATA_DIR: folder });
    return Connected.over(bridge.url, bridge.access.operatorKey, async () => {
      await bridge.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  static async over(url: string, operatorKey: string, end: () => Promise<void>): Promise<Connected> {
    const connected = new Connected(url, operatorKey, end);
    await connected.operate('POST', '/v1/agencies', { id: 'north', name: 'North', zone: 'Europe/London' });
    const added = await connected.operate('POST', '/v1/participants', {
      agency: 'north',
      id: 'site',
      name: 'Website',
      side: 'website',
      delivery: { mode: 'webhook', url: await connected.website.start(), allowPrivate: true },
    });
    // The operator API's own answer.
    const answer = added.body as { key: { key: string }; webhookSecret: string };
    connected.website.secret = answer.webhookSecret;
    connected.websiteKey = answer.key.key;
    return connected;
  }

  /** Answers the path of its webhook. */
  async connect(id: string, pack: string, settings: Readonly<Record<string, unknown>>): Promise<string> {
    const { status, body } = await this.operate('POST', '/v1/connections', {
      agency: 'north',
      id,
      name: id,
      pack,
      settings,
      allowPrivate: true,
    });
    if (status !== 201) throw new TypeError(`the connection was refused: ${JSON.stringify(body)}`);
    // The operator API's own answer.
    return (body as { connection: ConnectionSeen }).connection.hook;
  }

  async send(...events: object[]): Promise<void> {
    const { status, body } = await this.call('POST', '/v1/events', this.websiteKey, events);
    if (status !== 202) throw new TypeError(`the events were refused: ${JSON.stringify(body)}`);
  }

  operate(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    return this.call(method, path, this.operatorKey, body);
  }

  async connection(id: string): Promise<ConnectionSeen> {
    const { body } = await this.operate('GET', '/v1/connections?agency=north');
    // The operator API's own answer.
    const found = (body as { connections: ({ id: string } & ConnectionSeen)[] }).connections.find((one) => one.id === id);
    if (!found) throw new TypeError(`there is no connection ${id}`);
    return found;
  }

  async tally(target: string): Promise<TargetSeen> {
    const { body } = await this.operate('GET', '/v1/tally?agency=north');
    // The tally's documented shape.
    const found = (body as { targets: ({ target: string } & TargetSeen)[] }).targets.find((one) => one.target === target);
    if (!found) throw new TypeError(`there is no target ${target}`);
    return found;
  }

  /** Whether all that was routed to a target has come to an end, and nothing is to be read or said of it. */
  async quiet(target: string): Promise<boolean> {
    const [{ routed, delivered, ignored }, { waiting }] = await Promise.all([this.tally(target), this.connection(target)]);
    return routed === delivered + ignored && waiting.toRead + waiting.toSay === 0;
  }

  async parked(): Promise<unknown> {
    return (await this.operate('GET', '/v1/deliveries?agency=north')).body;
  }

  async close(): Promise<void> {
    await this.end();
    await this.website.stop();
  }

  private async call(method: string, path: string, key: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined
          ? {}
          : { 'content-type': path === '/v1/events' ? 'application/cloudevents-batch+json' : 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  }
}

export function said(id: string, type: string, subject: string, data: unknown): object {
  return { specversion: '1.0', id, source: 'https://www.example.com', type, subject, data };
}
