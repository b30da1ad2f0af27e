import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestOf } from './digest';
import type { DeliveredEvent } from './journal';

/** A delivered event with its data, as the twin read it. */
export interface ReadEvent {
  event: DeliveredEvent;
  data: unknown;
}

const longestBody = 4 * 1024 * 1024;

export class BodyTooLong extends Error {
  readonly code = 'body-too-long';
  readonly retriable = false;
  constructor(readonly limit: number) {
    super(`a body of more than ${limit} bytes`);
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longestBody) throw new BodyTooLong(longestBody);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** @returns none when the body is not a CloudEvent in structured mode, or not a batch of them */
export function readEvents(raw: Buffer, batch: boolean): ReadEvent[] {
  const parsed = parse(raw);
  const all: unknown[] = batch ? (Array.isArray(parsed) ? parsed : []) : [parsed];
  const read = all.flatMap((one) => eventIn(one) ?? []);
  return read.length === all.length ? read : [];
}

function eventIn(parsed: unknown): ReadEvent | undefined {
  if (!isRecord(parsed)) return undefined;
  const { id, source, type, origin, subject, time, data } = parsed;
  if (typeof id !== 'string' || typeof source !== 'string' || typeof type !== 'string') return undefined;
  return {
    event: {
      id,
      source,
      type,
      origin: typeof origin === 'string' ? origin : '',
      subject: typeof subject === 'string' ? subject : null,
      time: typeof time === 'string' ? time : null,
      digest: digestOf(data),
    },
    data,
  };
}

export function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
