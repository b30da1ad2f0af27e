import { randomFillSync } from 'node:crypto';

const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random hex; drawn from a pool, because a system call per event would be its dearest part. */
function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

/** One request's W3C trace: the sender's if it sent a valid one, else a new one. */
export class Trace {
  readonly id: string;
  private readonly sent: string | undefined;

  constructor(header: string | string[] | undefined) {
    this.sent = typeof header === 'string' && traceparent.test(header) ? header : undefined;
    this.id = this.sent?.slice(3, 35) ?? randomHex(16);
  }

  /** The `traceparent` an event of this request gets when it has none of its own: what the sender sent, or a new span. */
  parent(): string {
    return this.sent ?? `00-${this.id}-${randomHex(8)}-01`;
  }
}
