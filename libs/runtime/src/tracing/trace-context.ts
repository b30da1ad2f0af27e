/** Which trace something belongs to and under which span, as W3C Trace Context writes it. */
export interface TraceContext {
  readonly traceparent?: string;
  readonly tracestate?: string;
}

const parentForm = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
// What may stand in a header; vendors' own lists inside are their matter.
const stateForm = /^[\x20-\x7e]{1,512}$/;

export interface Traceparent {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly sampled: boolean;
}

/** Cheaper than its parts, where none but the whole is wanted. */
export function isTraceparent(text: unknown): text is string {
  return typeof text === 'string' && parentForm.test(text);
}

/** The parts of a `traceparent`; undefined where it is none. */
export function readTraceparent(text: unknown): Traceparent | undefined {
  const found = typeof text === 'string' ? parentForm.exec(text) : null;
  if (!found) return undefined;
  const [, traceId = '', spanId = '', flags = ''] = found;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function writeTraceparent({ traceId, spanId, sampled }: Traceparent): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

/** A `tracestate` that may be handed on as a header; undefined where it may not. */
export function usableTracestate(text: unknown): string | undefined {
  return typeof text === 'string' && stateForm.test(text) ? text : undefined;
}
