import type { Problem } from '#people-exchange';
import { maxProblems } from './limits';

/** Why a request was refused; becomes one RFC 9457 answer. Nothing of a refused request reaches the log. */
export class Refusal extends Error {
  readonly code: string;
  readonly retriable: boolean;

  constructor(
    readonly status: number,
    readonly rule: string,
    readonly detail: string,
    readonly problems: readonly Problem[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.code = `gateway/${rule}`;
    this.retriable = status === 429 || status === 503 || status === 408;
  }
}

/** What every refusal says after which something may have been taken all the same. */
export const sendAgain = 'Please send again with the same id; sending again is always safe.';

const titles: Readonly<Record<number, string>> = {
  400: 'Not parseable',
  401: 'No valid key',
  403: 'Not allowed',
  404: 'Nothing here',
  405: 'Method not allowed',
  408: 'Too slow',
  413: 'Too large',
  415: 'Media type not taken',
  422: 'Against the contract',
  429: 'Over budget',
  500: 'Something went wrong here',
  503: 'Not available now',
};

export const problemMediaType = 'application/problem+json';

/** The RFC 9457 body of a refusal, as text. `trace` lets sender and operator find the same request. */
export function problemDetails(refusal: Refusal, trace?: string): string {
  const more = refusal.problems.length - maxProblems;
  return JSON.stringify({
    type: `urn:people-exchange:problem:${refusal.rule}`,
    title: titles[refusal.status] ?? 'Refused',
    status: refusal.status,
    detail: more > 0 ? `${refusal.detail} ${more} more problems are not listed.` : refusal.detail,
    ...(trace === undefined ? {} : { trace }),
    ...(refusal.problems.length === 0 ? {} : { problems: refusal.problems.slice(0, maxProblems) }),
  });
}
