import type { ServerResponse } from 'node:http';
import type { Decided } from './decide';

const trickleMs = 20;

/** Puts a decided answer on the wire, whole or spoiled. */
export function sendAnswer({ answer, manner }: Decided, response: ServerResponse): void {
  if (response.destroyed) return;
  if (manner === 'cut') {
    response.socket?.destroy();
    return;
  }
  const headers: Record<string, string> = { ...answer.headers };
  if (answer.body !== undefined)
    headers['content-type'] ??= manner === 'html' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  if (answer.page !== undefined) {
    response.writeHead(answer.status, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(answer.page);
    return;
  }
  response.writeHead(answer.status, headers);
  if (answer.body === undefined || manner === 'empty') response.end();
  else if (manner === 'html') response.end(String(answer.body));
  else if (manner === 'endless') trickle(response);
  else response.end(JSON.stringify(answer.body));
}

/** Begins a JSON text and never ends it, until whoever reads gives up. */
function trickle(response: ServerResponse): void {
  response.write('{');
  const timer = setInterval(() => response.write(' '), trickleMs);
  timer.unref();
  response.once('close', () => clearInterval(timer));
}
