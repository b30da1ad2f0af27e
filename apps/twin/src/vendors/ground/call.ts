import type { IncomingHttpHeaders } from 'node:http';
import type { FaultName } from './faults';

/** A JSON object whose members are not known yet. */
export type Fields = Record<string, unknown>;

/** One request as a vendor's rules see it. */
export interface Call {
  method: string;
  /** Without query and without a slash at its end. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  raw: Buffer;
  /** The JSON body; undefined when there is none. */
  body: unknown;
  at: Date;
  /** Requests being answered at this moment, this one included. */
  open: number;
  /** Whether a fault of the plan strikes this call. */
  strikes: (fault: FaultName) => boolean;
  /** How long a record made by this call cannot be read yet. */
  hidesNewForMs: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; without it the answer has no body. */
  body?: unknown;
  /** Sent as HTML, in place of a body. */
  page?: string;
}

/** Answers a call; `parts` are what stood where its pattern has a star. Never waits: a call is done at once or not at all. */
export type Handler = (call: Call, parts: readonly string[]) => Answer;

/** Ends a call early with the vendor's refusal. */
export class Refused extends Error {
  readonly code = 'refused';
  readonly retriable = false;
  constructor(readonly answer: Answer) {
    super(`refused with ${answer.status}`);
  }
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function headerOf(call: Pick<Call, 'headers'>, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A member that is a text, else undefined. */
export function textOf(of: Fields, name: string): string | undefined {
  const value = of[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a member that is a list, else none. */
export function textsOf(of: Fields, name: string): string[] {
  const value = of[name];
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];
}

/** The objects of a member that is a list, else none. */
export function objectsOf(of: Fields, name: string): Fields[] {
  const value = of[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
}
