import type { ServerResponse } from 'node:http';
import { securityHeaders } from '../screens/security-headers';
import type { EventSummaryView } from './event-views';

/** A reader who leaves this much unread is let go; its browser comes back by itself and reads the list anew. */
const mostUnread = 1_048_576;

/** One open stream of server-sent events. */
export class LiveClient {
  private ended = false;

  constructor(
    private readonly raw: ServerResponse,
    onEnd: () => void,
  ) {
    raw.writeHead(200, {
      ...securityHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');
    raw.once('close', () => {
      this.ended = true;
      onEnd();
    });
    // A socket that breaks also closes; the error itself says nothing more.
    raw.on('error', () => raw.destroy());
  }

  tell(events: readonly EventSummaryView[]): void {
    this.say('events', { events });
  }

  say(event: string, data: object): void {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps what stands between from closing a quiet stream. */
  beat(): void {
    this.write(': still here\n\n');
  }

  end(): void {
    if (!this.ended) this.raw.end();
  }

  private write(text: string): void {
    if (this.ended) return;
    if (this.raw.writableLength > mostUnread) this.raw.destroy();
    else this.raw.write(text);
  }
}
