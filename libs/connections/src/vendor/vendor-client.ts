import { isNativeError } from 'node:util/types';
import { ExchangeRefused, type Resolve } from '#delivery';
import type { Clock } from '#runtime';
import { askBounded } from './ask-bounded';
import type { Answered, VendorAnswer, VendorDoor, VendorRequest } from './door';
import { type Line, Lines } from './lines';
import { readBody, readHeaders } from './read-answer';
import { restAsked } from './rest-asked';

const mostBytes = 1_048_576;
const longestSentence = 300;

/** Asks vendors over HTTP: a line per connection and base, each of its sockets to an address that was checked. */
export class VendorClient {
  private readonly lines: Lines;

  constructor(
    private readonly clock: Clock,
    private readonly o: { readonly resolve?: Resolve; readonly mostBytes?: number } = {},
  ) {
    this.lines = new Lines(o.resolve);
  }

  /** Never rejects: whatever goes wrong is an answer of its kind. */
  async ask(to: VendorDoor, request: VendorRequest): Promise<VendorAnswer> {
    let started = performance.now();
    let begun = false;
    const took = (): number => Math.round(performance.now() - started);
    try {
      const line = this.lines.to(to);
      await line.slots.enter(to.atOnce);
      // Whoever waits for a turn is not waiting for the vendor.
      started = performance.now();
      try {
        const answer = await this.exchange(line, to, request, () => void (begun = true));
        return { kind: 'answered', ...answer, tookMs: took() };
      } finally {
        line.slots.leave();
      }
    } catch (error) {
      return { kind: 'noAnswer', error: sentenceOf(error).slice(0, longestSentence), arrived: begun ? 'maybe' : 'no', tookMs: took() };
    }
  }

  /** Whoever is being asked is left; whoever waits for a turn is sent away. */
  close(): Promise<void> {
    return this.lines.close();
  }

  private async exchange(
    line: Line,
    to: VendorDoor,
    { method, path, headers, body }: VendorRequest,
    onBegun: () => void,
  ): Promise<Omit<Answered, 'kind' | 'tookMs'>> {
    const said = await askBounded(
      this.lines.poolOf(line, to),
      { method, path: pathBelow(line.base, path), headers: { 'accept-encoding': 'identity', ...headers }, body: body ?? null },
      { withinMs: to.answerWithinMs, mostBytes: this.o.mostBytes ?? mostBytes, onBegun },
    );
    const { status, cut } = said;
    const seen = readHeaders(said.headers);
    const { body: read, readable } = readBody(said.bytes, seen['content-type'], cut);
    return { status, headers: seen, body: read, readable, cut, retryAfterMs: restAsked(status, seen, this.clock.now()) };
  }
}

function pathBelow({ pathname, search }: URL, path: string): string {
  return path === '' ? pathname + search : `${pathname.replace(/\/+$/u, '')}/${path.replace(/^\/+/u, '')}`;
}

/** Errors below name hosts and ports at most; where a host has several addresses, the first one's says it all. */
function sentenceOf(error: unknown): string {
  if (!isNativeError(error)) return 'The request failed';
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return sentenceOf(error.errors[0]);
  // A sentence for people already; other errors say little without their kind.
  if (error instanceof ExchangeRefused) return error.message;
  return `${error.name}: ${error.message || error.name}`;
}
