import type { IncomingHttpHeaders } from 'node:http';
import type { FaultName } from '../faults';

/** One call of a twin, as it was. */
export interface JournalCall {
  /** From 1, in the order the calls were answered. */
  n: number;
  /** RFC 3339 UTC */
  at: string;
  method: string;
  path: string;
  query: string;
  /** Secrets are masked. */
  headers: Record<string, string>;
  /** The JSON body, or the text as it came with secrets masked. */
  body: unknown;
  /** Null when the connection was cut without an answer. */
  status: number | null;
  /** Whether something was stored, changed or removed. */
  effect: boolean;
  /** The fault that struck, if any. */
  fault: FaultName | null;
}

const secretHeaders = new Set(['authorization', 'cookie', 'x-system-key']);
const longest = 50_000;

/** Every call of a twin, the oldest forgotten beyond 50,000. */
export class CallJournal {
  private readonly calls: JournalCall[] = [];
  private count = 0;

  write(call: Omit<JournalCall, 'n' | 'headers'> & { headers: IncomingHttpHeaders }): JournalCall {
    this.count += 1;
    const written = { ...call, n: this.count, headers: masked(call.headers), body: withoutSecrets(call.body) };
    this.calls.push(written);
    if (this.calls.length > longest) this.calls.shift();
    return written;
  }

  all(): readonly JournalCall[] {
    return this.calls;
  }

  /** Calls after number `after`, at most `limit`. */
  page(after: number, limit: number): { calls: JournalCall[]; next: number | null } {
    const later = this.calls.filter(({ n }) => n > after);
    const calls = later.slice(0, limit);
    return { calls, next: later.length > limit ? (calls.at(-1)?.n ?? null) : null };
  }
}

function masked(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join(', ') : value;
      if (text === undefined) return [];
      // The scheme stays, because how somebody signs in is worth knowing.
      return [[name, secretHeaders.has(name) ? text.replace(/^((?:Basic|Bearer) )?.*$/is, '$1***') : text]];
    }),
  );
}

function withoutSecrets(body: unknown): unknown {
  return typeof body === 'string' ? body.replace(/((?:client_secret|refresh_token|code)=)[^&]*/g, '$1***') : body;
}
