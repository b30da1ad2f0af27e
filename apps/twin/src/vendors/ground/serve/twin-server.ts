import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenAt } from '../../../listen-at';
import { Refused, type Answer, type Call } from '../call';
import { CallJournal } from './call-journal';
import { answerControl, isControl } from './control';
import { decide, type Decided } from './decide';
import type { FaultName, FaultPlan } from '../faults';
import { parseJson, readBounded, unreadable } from './read-body';
import { sendAnswer } from './send-answer';
import type { Vendor } from '../vendor';
import type { WebhookQueue } from '../webhooks/webhook-queue';

export interface ServerParts {
  vendor: Vendor;
  faults: FaultPlan;
  webhooks: WebhookQueue;
  now: () => Date;
  /** How long `slow` takes, in real milliseconds. */
  slowMs: number;
  /** How long a record of `async-creates` cannot be read, by the twin's clock. */
  hiddenForMs: number;
}

/** Serves one vendor's twin over HTTP, writes down every call, and misbehaves by plan. */
export class TwinServer {
  readonly journal = new CallJournal();
  private readonly server: Server;
  private readonly asked = new Map<string, number>();
  private open = 0;

  constructor(private readonly parts: ServerParts) {
    this.server = createServer((request, response) => {
      this.open += 1;
      response.once('close', () => (this.open -= 1));
      this.take(request, response).catch((problem: unknown) => {
        // A request cut short by its sender ends here too; then nobody reads this.
        sendAnswer(plain({ status: 500, body: { title: 'the twin failed', detail: String(problem) } }), response);
      });
    });
  }

  /** @param port 0 picks a free one */
  async listen(port: number, host: string): Promise<{ url: string }> {
    return { url: await listenAt(this.server, port, host) };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await this.parts.webhooks.close();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { vendor } = this.parts;
    const open = this.open;
    const url = new URL(request.url ?? '/', 'http://twin');
    const raw = await readBounded(request);
    const body =
      raw && request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true ? parseJson(raw) : undefined;
    const call = this.callOf(request, url, raw ?? Buffer.alloc(0), body === unreadable ? undefined : body, open);
    if (isControl(call.path)) {
      sendAnswer(plain(answerControl(this.parts, this.journal, call)), response);
      return;
    }
    const slow = call.strikes('slow');
    if (slow) await new Promise((resolve) => setTimeout(resolve, this.parts.slowMs));
    const before = vendor.changes();
    let decided: Decided;
    if (!raw) decided = plain(vendor.refusals.tooLarge(call));
    else if (body === unreadable) decided = plain(vendor.refusals.unreadable(call));
    else decided = decide(vendor, call, () => answered(vendor, call));
    this.write(call, url, decided, slow, vendor.changes() > before);
    sendAnswer(decided, response);
  }

  private callOf(request: IncomingMessage, url: URL, raw: Buffer, body: unknown, open: number): Call {
    const { faults, now, hiddenForMs } = this.parts;
    const method = request.method ?? 'GET';
    const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
    const asked = `${method} ${path}`;
    const nth = isControl(path) ? 0 : (this.asked.get(asked) ?? 0) + 1;
    if (nth > 0) this.asked.set(asked, nth);
    // The same request asked again is another call: else a fault would strike it for ever.
    const strikes = (fault: FaultName): boolean => faults.strikes(fault, `${asked} ${nth}`);
    const hidesNewForMs = strikes('async-creates') ? hiddenForMs : 0;
    return { method, path, query: url.searchParams, headers: request.headers, raw, body, at: now(), open, strikes, hidesNewForMs };
  }

  private write(call: Call, url: URL, decided: Decided, slow: boolean, effect: boolean): void {
    this.journal.write({
      at: call.at.toISOString(),
      method: call.method,
      path: call.path,
      query: url.search.slice(1),
      headers: call.headers,
      body: call.body ?? (call.raw.length > 0 ? call.raw.toString('utf8').slice(0, 10_000) : null),
      status: decided.manner === 'cut' ? null : decided.answer.status,
      effect,
      fault: decided.fault ?? (slow ? 'slow' : null),
    });
  }
}

function plain(answer: Answer): Decided {
  return { answer, manner: 'as it is', fault: null };
}

function answered(vendor: Vendor, call: Call): Answer {
  try {
    return vendor.answer(call);
  } catch (problem) {
    if (problem instanceof Refused) return problem.answer;
    throw problem;
  }
}
