import { Agent, request } from 'undici';
import type { PlannedRequest, SentCloudEvent } from '../day/plan';
import { isRecord } from '../twin/wire';

/** Where a participant speaks: the base address of the app that takes its events, and its key. */
export interface Speaker {
  url: string;
  key: string;
}

export interface WireAnswer {
  status: number;
  retryAfterSeconds: number | null;
  body: unknown;
}

/** The front door over HTTP, with a bounded number of connections. */
export class BridgeWire {
  private readonly agent: Agent;

  constructor(connections: number, timeoutMs = 15_000) {
    this.agent = new Agent({ connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connectTimeout: 5_000 });
  }

  async post(speaker: Speaker, planned: PlannedRequest): Promise<WireAnswer> {
    const { headers, body } = encode(planned);
    const answer = await request(`${speaker.url}/v1/events`, {
      dispatcher: this.agent,
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${speaker.key}` },
      body,
    });
    const text = await answer.body.text();
    const retryAfter = Number(answer.headers['retry-after']);
    return {
      status: answer.statusCode,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
      body: parseOr(text),
    };
  }

  close(): Promise<void> {
    return this.agent.close();
  }
}

/** One request in its content mode of the CloudEvents HTTP binding. */
export function encode(planned: PlannedRequest): { headers: Record<string, string>; body: string } {
  if (planned.raw) return { headers: { 'content-type': planned.raw.contentType }, body: planned.raw.body };
  const events = planned.events.map(({ event }) => event);
  const [first] = events;
  if (planned.mode === 'batch' || !first) {
    return { headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(events) };
  }
  if (planned.mode === 'binary') return binary(first);
  return { headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(first) };
}

function binary(event: SentCloudEvent): { headers: Record<string, string>; body: string } {
  const { data, datacontenttype, ...attributes } = event;
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) headers[`ce-${name}`] = percentEncode(value);
  return { headers, body: JSON.stringify(data) };
}

/** Header values of the HTTP binding are percent-encoded outside printable ASCII, and for quote and percent. */
function percentEncode(value: string): string {
  return value.replace(/[^\x21-\x7e]|["%]/gu, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  );
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) return text;
    throw problem;
  }
}

/** The rules that an RFC 9457 answer of the bridge names: its own type, and those of its problems. */
export function rulesIn(body: unknown): string[] {
  if (!isRecord(body)) return [];
  const type = typeof body['type'] === 'string' ? body['type'].split(':').at(-1) : undefined;
  const problems: unknown[] = Array.isArray(body['problems']) ? body['problems'] : [];
  const named = problems.flatMap((problem) => (isRecord(problem) && typeof problem['rule'] === 'string' ? [problem['rule']] : []));
  return [...new Set([...(type ? [type] : []), ...named])];
}
