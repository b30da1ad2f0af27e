import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFields, type Fields } from '../call';

export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  body: Fields;
}

/** Takes a twin's webhooks, to see what it sends. */
export class Receiver {
  readonly received: Received[] = [];
  private readonly server: Server;
  private readonly answers: number[] = [];

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const body: unknown = JSON.parse(raw);
        this.received.push({ headers: request.headers, raw, body: isFields(body) ? body : {} });
        response.writeHead(this.answers.shift() ?? 200).end();
      });
    });
  }

  /** Statuses of the next answers; 200 after them. */
  answerWith(...statuses: number[]): void {
    this.answers.push(...statuses);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP always answers with an AddressInfo.
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/hooks`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
