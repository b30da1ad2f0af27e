import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LogEntry } from '#event-log';
import { isTraceparent, usableTracestate } from '#runtime';
import type { Caller } from '../ports';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random hex; drawn from a pool, because a system call per event would be its dearest part. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

/** One request's W3C trace: the sender's if it sent a valid one, else a new one. */
export class Trace {
  readonly id: string;
  /** Who sent the request, once that is known. */
  caller: Caller | undefined;
  protected readonly sent: { readonly traceparent: string; readonly tracestate: string | undefined } | undefined;

  constructor({ traceparent, tracestate }: IncomingHttpHeaders) {
    this.sent = isTraceparent(traceparent) ? { traceparent, tracestate: usableTracestate(tracestate) } : undefined;
    this.id = this.sent?.traceparent.slice(3, 35) ?? randomHex(16);
  }

  /** Gives an event of this request that has no trace of its own this one: what the sender sent, or a new span. */
  stamp(event: Record<string, unknown>): void {
    if (event['traceparent'] !== undefined && event['traceparent'] !== null) return;
    event['traceparent'] = this.sent?.traceparent ?? this.begun();
    if (this.sent?.tracestate !== undefined) event['tracestate'] ??= this.sent.tracestate;
  }

  /** What it carries, checked and stamped; for who records it. */
  carries(_entries: readonly LogEntry[]): void {}

  /** How it was answered; for who records it. */
  answered(_status: number, _rule?: string): void {}

  /** The span that a trace begins with here. */
  protected begun(): string {
    return `00-${this.id}-${randomHex(8)}-01`;
  }
}
