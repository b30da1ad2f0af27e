import { buildConnector, Pool } from 'undici';
import { hostAndPort, type Resolve, resolveChecked } from '#delivery';
import type { Clock } from '#runtime';
import { type Asked, askBounded } from './ask-bounded';
import type { VendorAnswer, VendorDoor, VendorRequest } from './door';
import { readBody, readHeaders } from './read-answer';
import { restAsked } from './rest-asked';
import { ClientClosed, Slots } from './slots';

const mostBytes = 1_048_576;

interface Line {
  readonly pool: Pool;
  /** What the pool was made for; another calls for another pool. */
  readonly made: string;
}

/** Asks vendors over HTTP: a pool per connection and origin, each of its sockets to an address that was checked. */
export class VendorClient {
  private readonly lines = new Map<string, Line>();
  private readonly slots = new Map<string, Slots>();
  private closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly o: { readonly resolve?: Resolve; readonly mostBytes?: number } = {},
  ) {}

  /** Never rejects: whatever goes wrong is an answer of its kind. */
  async ask(to: VendorDoor, request: VendorRequest): Promise<VendorAnswer> {
    let started = performance.now();
    let begun = false;
    const took = (): number => Math.round(performance.now() - started);
    const onBegun = (): void => void (begun = true);
    try {
      const slots = this.slotsOf(to);
      await slots.enter(to.atOnce);
      // Whoever waits for a turn is not waiting for the vendor.
      started = performance.now();
      try {
        const asked = await this.exchange(to, request, onBegun);
        return { kind: 'answered', ...this.read(asked), tookMs: took() };
      } finally {
        slots.leave();
      }
    } catch (error) {
      return { kind: 'noAnswer', error: sentenceOf(error), arrived: begun ? 'maybe' : 'no', tookMs: took() };
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const slots of this.slots.values()) slots.close();
    await Promise.all([...this.lines.values()].map(({ pool }) => pool.destroy()));
  }

  private exchange(to: VendorDoor, { method, path, headers, body }: VendorRequest, onBegun: () => void): Promise<Asked> {
    if (this.closed) throw new ClientClosed();
    const base = new URL(to.base);
    const whole = path === '' ? base.pathname + base.search : `${base.pathname.replace(/\/+$/u, '')}/${path.replace(/^\/+/u, '')}`;
    return askBounded(
      this.poolTo(to, base),
      { method, path: whole, headers: { 'accept-encoding': 'identity', ...headers }, body: body ?? null },
      { withinMs: to.answerWithinMs, mostBytes: this.o.mostBytes ?? mostBytes, onBegun },
    );
  }

  private read({
    status,
    headers: raw,
    bytes,
    cut,
  }: Asked): Pick<Extract<VendorAnswer, { kind: 'answered' }>, 'status' | 'headers' | 'body' | 'readable' | 'cut' | 'retryAfterMs'> {
    const headers = readHeaders(raw);
    return {
      status,
      headers,
      ...readBody(bytes, headers['content-type'], cut),
      cut,
      retryAfterMs: restAsked(status, headers, this.clock.now()),
    };
  }

  private slotsOf({ agency, connection, base }: VendorDoor): Slots {
    if (this.closed) throw new ClientClosed();
    // A base of its own, so that who renews a token does not wait for those who need it.
    const key = JSON.stringify([agency, connection, base]);
    const known = this.slots.get(key) ?? new Slots();
    this.slots.set(key, known);
    return known;
  }

  private poolTo(to: VendorDoor, { origin }: URL): Pool {
    const key = JSON.stringify([to.agency, to.connection, origin]);
    const made = JSON.stringify([to.atOnce, to.answerWithinMs, to.allowedPrivate]);
    const known = this.lines.get(key);
    if (known?.made === made) return known.pool;
    // What is under way on the former one ends by itself.
    if (known) void known.pool.close();
    const pool = checkedPool(to, origin, this.o.resolve);
    this.lines.set(key, { pool, made });
    return pool;
  }
}

function checkedPool(to: VendorDoor, origin: string, resolve: Resolve | undefined): Pool {
  const place = hostAndPort(origin);
  const connect = buildConnector({ timeout: to.answerWithinMs, allowH2: false });
  return new Pool(origin, {
    // A connection that has answered rests for a turn of the event loop; a spare one takes its place.
    connections: to.atOnce + Math.ceil(to.atOnce / 4),
    pipelining: 1,
    allowH2: false,
    // To the very address that was checked, so that a name cannot point elsewhere in between.
    connect: (options, callback) =>
      void resolveChecked(options.hostname, place, to.allowedPrivate, resolve).then(
        ({ address }) => connect({ ...options, hostname: address, servername: options.servername || options.hostname }, callback),
        (error: unknown) => callback(error instanceof Error ? error : new AddressUnknown(error), null),
      ),
  });
}

/** A resolver that fails with something other than an error. */
class AddressUnknown extends Error {
  readonly code = 'addressUnknown';
  readonly retriable = true;

  constructor(cause: unknown) {
    super('The address could not be found', { cause });
    this.name = 'AddressUnknown';
  }
}

/** Errors below name hosts and ports at most; where a host has several addresses, the first one's says it all. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return sentenceOf(error.errors[0]);
  return error instanceof Error ? `${error.name}: ${error.message || error.name}` : 'The request failed';
}
