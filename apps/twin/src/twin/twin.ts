import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenAt } from '../listen-at';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { behaviourOf, noFaults, type Behaviour, type FaultPlan } from './fault-plan';
import { Holdings } from './holdings';
import { type DeliveredEvent, eventKey, Journal, type TwinCall } from './journal';
import { answerControl } from './control';
import { backOfficeIdOf, websiteIdOf } from './own-ids';
import { readBody, readEvents, sendJson, type ReadEvent } from './wire';

export interface TwinOptions {
  side: 'website' | 'backOffice';
  /** The participant it stands for, as the bridge names it. */
  participant: string;
  /** `whsec_…`; may come later by `trust`, because the bridge makes it when it learns the twin's address. */
  secret?: string;
  faults?: FaultPlan;
  now?: () => Date;
  /** Called once for each event that took effect here. */
  onEffect?: (delivered: ReadEvent, ownId: string | null) => void;
}

/**
 * A small server that stands for a website or a back office: takes the bridge's signed webhooks at `POST /hooks`,
 * honours `webhook-id`, gives its own ids to persons, writes down every call, and misbehaves by plan.
 */
export class Twin {
  readonly journal = new Journal();
  readonly holdings = new Holdings();
  private readonly server: Server;
  private readonly now: () => Date;
  private webhook: Webhook | undefined;
  private faults: FaultPlan;
  private firstCallAt: number | undefined;

  constructor(private readonly options: TwinOptions) {
    this.faults = options.faults ?? noFaults;
    this.now = options.now ?? (() => new Date());
    if (options.secret) this.trust(options.secret);
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((problem: unknown) => {
        sendJson(response, 500, { title: 'the twin failed', detail: String(problem) });
      });
    });
    this.server.keepAliveTimeout = 65_000;
  }

  get participant(): string {
    return this.options.participant;
  }

  get side(): 'website' | 'backOffice' {
    return this.options.side;
  }

  /** From now on calls are checked against this secret (`whsec_…`). */
  trust(secret: string): void {
    this.webhook = new Webhook(secret);
  }

  plan(faults: FaultPlan): void {
    this.faults = faults;
  }

  /** @returns the address of its hook */
  async listen(port = 0, host = '127.0.0.1'): Promise<{ url: string; hook: string }> {
    const url = await listenAt(this.server, port, host);
    return { url, hook: `${url}/hooks` };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** The twin's own id of the person an event is about: kept if it is already its own, else given here. */
  ownIdOf(subject: string): string {
    const prefix = this.side === 'website' ? 'W-' : 'C-';
    if (subject.startsWith(prefix)) return subject;
    return this.side === 'website' ? websiteIdOf(subject) : backOfficeIdOf(subject);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0];
    if (path !== '/hooks') {
      await answerControl(this, request, response);
      return;
    }
    if (request.method !== 'POST') {
      sendJson(response, 405, { title: 'webhooks come by POST' });
      return;
    }
    await this.takeCall(request, response);
  }

  private async takeCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readBody(request);
    const webhookId = headerOf(request, 'webhook-id') ?? '';
    const at = this.now();
    this.firstCallAt ??= at.getTime();
    const attempt = this.journal.countCall(webhookId);
    const call = { at: at.toISOString(), webhookId, attempt };
    const refusal = this.refusalOf(request, raw);
    const batch = isBatch(request);
    const all = refusal ? [] : readEvents(raw, batch);
    const [first] = all;
    if (refusal ?? !first) {
      const status = refusal?.status ?? 400;
      const fault = refusal?.why ?? (batch ? 'not a batch of CloudEvents' : 'not a CloudEvent');
      this.journal.write({ ...call, verified: refusal?.status !== 401, effect: false, status, fault, event: null });
      sendJson(response, status, { title: fault });
      return;
    }
    if (!first) return;
    const behaviour = behaviourOf(this.faults, webhookId, attempt, at.getTime() - this.firstCallAt);
    // The webhook-id names one event, or one batch: told again, that may come with more, so each event of it counts by its own id.
    const named = ({ event }: ReadEvent): string =>
      batch ? `${eventKey(event.origin, event.source, event.id)} ${webhookId.split('.')[1] ?? ''}` : webhookId;
    const took = all.map((read) => this.takeEvent(read, named(read), call, behaviour));
    await this.behave(behaviour, response, first.event, took[0]?.ownId ?? null, took[0]?.written);
  }

  private takeEvent(
    read: ReadEvent,
    named: string,
    call: Pick<TwinCall, 'at' | 'webhookId' | 'attempt'>,
    behaviour: Behaviour,
  ): { ownId: string | null; written: TwinCall } {
    const applies = behaviour.kind === 'ok' || ('applied' in behaviour && behaviour.applied);
    const effect = applies && this.journal.takeEffect(named);
    const ownId = read.event.subject ? this.ownIdOf(read.event.subject) : null;
    const written = this.journal.write({
      ...call,
      verified: true,
      effect,
      status: behaviour.kind === 'ok' ? 200 : behaviour.kind === 'refuse' ? behaviour.status : null,
      fault: faultWord(behaviour),
      event: read.event,
    });
    if (effect) {
      this.holdings.apply(read, ownId, written);
      this.options.onEffect?.(read, ownId);
    }
    return { ownId, written };
  }

  private refusalOf(request: IncomingMessage, raw: Buffer): { status: number; why: string } | undefined {
    if (!this.webhook) return { status: 503, why: 'no secret yet' };
    const type = headerOf(request, 'content-type') ?? '';
    if (!type.startsWith('application/cloudevents+json') && !isBatch(request)) return { status: 415, why: `content-type ${type}` };
    try {
      this.webhook.verify(raw, plainHeaders(request), { jsonParse: false });
      return undefined;
    } catch (problem) {
      if (problem instanceof WebhookVerificationError) return { status: 401, why: `signature: ${problem.message}` };
      throw problem;
    }
  }

  private async behave(
    behaviour: Behaviour,
    response: ServerResponse,
    event: DeliveredEvent,
    ownId: string | null,
    call: TwinCall | undefined,
  ): Promise<void> {
    if (behaviour.kind === 'hang') return;
    if (behaviour.kind === 'drop') {
      response.socket?.destroy();
      return;
    }
    if (behaviour.kind === 'refuse') {
      const retry = behaviour.retryAfterSeconds;
      if (retry !== undefined) response.setHeader('retry-after', String(retry));
      if (behaviour.status === 302) response.setHeader('location', 'http://192.0.2.1/elsewhere');
      sendJson(response, behaviour.status, { title: 'not now' });
      return;
    }
    if (behaviour.afterMs > 0) await new Promise((resolve) => setTimeout(resolve, behaviour.afterMs));
    const named = ownId !== null && ownId !== event.subject && this.adopts(event) ? { subject: ownId } : {};
    sendJson(response, 200, { version: String(call?.n), ...named });
  }

  /** A back office takes everybody into its records; a website makes an account only for those who are invited. */
  private adopts(event: DeliveredEvent): boolean {
    return this.side === 'backOffice' || event.type === 'account.invited';
  }
}

function faultWord(behaviour: Behaviour): string | null {
  switch (behaviour.kind) {
    case 'ok':
      return behaviour.afterMs > 0 ? `slow (${behaviour.afterMs} ms)` : null;
    case 'refuse':
      return `answered ${behaviour.status}`;
    case 'hang':
      return behaviour.applied ? 'hung after applying' : 'hung';
    case 'drop':
      return behaviour.applied ? 'dropped after applying' : 'dropped';
  }
}

const isBatch = (request: IncomingMessage): boolean =>
  (headerOf(request, 'content-type') ?? '').startsWith('application/cloudevents-batch+json');

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, headerOf(request, name) ?? '']));
}
