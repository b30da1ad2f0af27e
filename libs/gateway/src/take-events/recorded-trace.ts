import type { IncomingHttpHeaders } from 'node:http';
import type { LogEntry } from '#event-log';
import { readTraceparent, type TraceContext, type Traceparent, type Tracing, writeTraceparent } from '#runtime';
import { Trace } from './trace';

/**
 * A request whose span is made when it is answered, under its sender's own. What it carries is told that span before, so its
 * ids are chosen first.
 */
export class RecordedTrace extends Trace {
  private readonly beganAt = performance.now();
  private readonly own: Traceparent;
  private entries: readonly LogEntry[] = [];

  constructor(
    headers: IncomingHttpHeaders,
    private readonly tracing: Tracing,
  ) {
    super(headers);
    this.own = tracing.newTrace(this.id);
  }

  override carries(entries: readonly LogEntry[]): void {
    this.entries = entries;
  }

  override answered(status: number, rule?: string): void {
    const under = this.sent ?? this.onlyTraceOf(this.entries);
    const span = this.tracing.begin('accept', {
      kind: 'server',
      beganAt: this.beganAt,
      under,
      as: under === undefined ? this.own : undefined,
      links: this.othersThan(under?.traceparent ?? writeTraceparent(this.own)),
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/v1/events',
        'http.response.status_code': status,
        'people_exchange.agency': this.caller?.agency,
        'people_exchange.participant': this.caller?.participant,
        'people_exchange.side': this.caller?.side,
        'people_exchange.events': this.entries.length,
        'people_exchange.outcome': rule ?? 'accepted',
        'cloudevents.event_type': this.entries.length === 1 ? this.entries[0]?.attributes['type'] : undefined,
      },
    });
    if (status >= 500) span.setAttribute('error.type', rule ?? String(status));
    span.end();
  }

  protected override begun(): string {
    return writeTraceparent(this.own);
  }

  /** Senders that set no header may still say a trace with each event; one they all share is the request's. */
  private onlyTraceOf(entries: readonly LogEntry[]): TraceContext | undefined {
    const [first] = entries;
    const traceId = readTraceparent(first?.attributes['traceparent'])?.traceId;
    if (traceId === undefined || traceId === this.own.traceId) return undefined;
    return entries.every(({ attributes }) => readTraceparent(attributes['traceparent'])?.traceId === traceId)
      ? first?.attributes
      : undefined;
  }

  private othersThan(traceparent: string): TraceContext[] {
    const traceId = readTraceparent(traceparent)?.traceId;
    return this.entries.flatMap(({ attributes }) => (readTraceparent(attributes['traceparent'])?.traceId === traceId ? [] : [attributes]));
  }
}
