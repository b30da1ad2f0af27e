import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listenAt } from '../listen-at';
import { NotSignedIn, type SignedIn, Verify, type VerifyOptions } from './verify';

/** A tracker as small as one can be: it takes owners in with their assertion, and says who came. */
export class TrackerTwin {
  readonly verify: Verify;
  /** Who came in, in order. */
  readonly visits: SignedIn[] = [];
  /** Why others did not. */
  readonly turnedAway: string[] = [];
  private readonly server: Server;

  constructor(o: VerifyOptions) {
    this.verify = new Verify(o);
    this.server = createServer((request, response) => void this.take(request, response));
  }

  /** Resolves to where owners are sent. @param port 0 picks a free one */
  async listen(port = 0, host = '127.0.0.1'): Promise<string> {
    return `${await listenAt(this.server, port, host)}/sign-in`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://tracker');
    if (url.pathname !== '/sign-in') return answer(response, 404, 'There is nothing here', 'Owners are taken in at /sign-in.');
    try {
      const visit = await this.verify.verify(url.searchParams.get('assertion') ?? '');
      this.visits.push(visit);
      const text = `${visit.capacity} of ${visit.property.id} (${visit.property.system}), agency ${visit.agency}`;
      answer(response, 200, `Signed in as ${visit.subject}`, text);
    } catch (error) {
      const why = error instanceof NotSignedIn ? error.message : `The bridge could not be asked for its keys: ${String(error)}`;
      this.turnedAway.push(why);
      answer(response, error instanceof NotSignedIn ? 403 : 502, 'Not signed in', why);
    }
  }
}

function answer(response: ServerResponse, status: number, title: string, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(text)}</p>`,
    );
}

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (letter) => `&#${letter.codePointAt(0)};`);
