import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';

interface Received {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly property?: { readonly id: string } };
}

const text = (header: string | string[] | undefined): string | undefined => (typeof header === 'string' ? header : undefined);

/** A participant's end of the contract: checks the signature, counts one effect per webhook id, answers as told. */
export class WebhookReceiver {
  secret = '';
  badSignatures = 0;
  /** The trace each request came with. */
  readonly traces: { readonly traceparent?: string; readonly tracestate?: string }[] = [];
  /** Ids of what came together, request by request. */
  readonly batches: string[][] = [];
  answer: (received: Received) => number = () => 200;
  private readonly taken = new Map<string, Received>();
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const header = (name: string): string => String(request.headers[name]);
        try {
          new Webhook(this.secret).verify(body, {
            'webhook-id': header('webhook-id'),
            'webhook-timestamp': header('webhook-timestamp'),
            'webhook-signature': header('webhook-signature'),
          });
        } catch {
          this.badSignatures += 1;
          response.writeHead(401).end();
          return;
        }
        const parsed: Received | Received[] = JSON.parse(body);
        const batch = Array.isArray(parsed);
        const all = batch ? parsed : [parsed];
        if (batch) this.batches.push(all.map(({ id }) => id));
        const { traceparent, tracestate } = request.headers;
        this.traces.push({ traceparent: text(traceparent), tracestate: text(tracestate) });
        const status = Math.max(...all.map((received) => this.answer(received)));
        for (const received of all) {
          // A batch told again may come with more events, under another name.
          const name = batch ? `${received.source} ${received.id}` : header('webhook-id');
          if (status === 200 && !this.taken.has(name)) this.taken.set(name, received);
        }
        response.writeHead(status).end();
      });
    });
    const { server } = this;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
  }

  clear(): void {
    this.taken.clear();
    this.batches.splice(0);
    this.answer = () => 200;
  }

  events(): readonly Received[] {
    return [...this.taken.values()];
  }

  ids(): string[] {
    return [...this.taken.values()].map((received) => received.id);
  }

  subjects(): string[] {
    return [...this.taken.values()].map((received) => received.subject);
  }

  async stop(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}
