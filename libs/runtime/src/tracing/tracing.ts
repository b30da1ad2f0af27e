import {
  type Attributes,
  type Context,
  createTraceState,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { ChosenIds } from './chosen-ids';
import { readTraceparent, type TraceContext, type Traceparent, usableTracestate, writeTraceparent } from './trace-context';

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

export interface SpanBegun {
  readonly kind: keyof typeof kinds;
  /** Agencies, participants, targets, types, outcomes; nothing of a person. */
  readonly attributes: Attributes;
  /** What it belongs under; a trace of its own without, or where that cannot be read. */
  readonly under?: TraceContext;
  /** The ids that others were told before the span was made; it then begins their trace. */
  readonly as?: Traceparent;
  /** What else it has to do with. */
  readonly links?: readonly TraceContext[];
  /** As `performance.now()` said; now without. */
  readonly beganAt?: number;
}

/** Makes the spans of a process. There is none where no collector is set, and then nothing is made on the way of an event. */
export class Tracing {
  constructor(
    private readonly tracer: Tracer,
    private readonly ids: ChosenIds,
    /** Whether a trace that begins here is recorded. */
    private readonly records: (traceId: string) => boolean,
  ) {}

  /** Ids of a span that begins a trace and is made later. */
  newTrace(traceId = this.ids.generateTraceId()): Traceparent {
    return { traceId, spanId: this.ids.generateSpanId(), sampled: this.records(traceId) };
  }

  /** The caller ends it. */
  begin(name: string, { kind, attributes, under, as, links = [], beganAt }: SpanBegun): Span {
    const parent = under === undefined ? ROOT_CONTEXT : contextOf(under);
    const options = { kind: kinds[kind], attributes, links: links.flatMap(linkTo), startTime: beganAt };
    return this.ids.as(as, () => this.tracer.startSpan(name, options, parent));
  }
}

/** What is handed on with what a span does, so that who gets it goes on under that span. */
export function contextOfSpan(span: Span): TraceContext {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const traceparent = writeTraceparent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 });
  return { traceparent, tracestate: traceState?.serialize() || undefined };
}

function contextOf({ traceparent, tracestate }: TraceContext): Context {
  const read = readTraceparent(traceparent);
  if (!read) return ROOT_CONTEXT;
  const state = usableTracestate(tracestate);
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: read.traceId,
    spanId: read.spanId,
    traceFlags: read.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    traceState: state === undefined ? undefined : createTraceState(state),
    isRemote: true,
  });
}

function linkTo(context: TraceContext): Link[] {
  const spanContext = trace.getSpanContext(contextOf(context));
  return spanContext ? [{ context: spanContext }] : [];
}
