import { createServer, type Server, type Socket } from 'node:net';
import { answerWith } from '../harness/child';

/** Milliseconds until it answers; or it never does, or it hangs up. */
export type Manner = number | 'never' | 'hangUp';

export type TargetQuestion =
  | { readonly kind: 'listen'; readonly ports: number }
  /** How each port answers from now on; forgets what came. */
  | { readonly kind: 'reset'; readonly delayMs: readonly Manner[]; readonly run: string }
  /** Answers once `expected` different events came to each of the ports, or it took too long. */
  | { readonly kind: 'await'; readonly ports: readonly number[]; readonly expected: number; readonly seconds: number }
  | { readonly kind: 'report'; readonly port: number };

export interface Received {
  readonly events: number;
  readonly repeated: number;
  readonly disordered: number;
  /** Between the first and the last event, in seconds. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of the middle three fifths, where neither the beginning nor the end weighs in. */
  readonly steadyPerSecond: number;
  /** In milliseconds of the wall clock. */
  readonly lastAt: number;
  /** When each event came, by number, in milliseconds of the wall clock; 0 for those that did not. */
  readonly cameAt: readonly number[];
}

/** What one port has seen, held against the promises: each once, in order per person. */
class Seen {
  events = 0;
  repeated = 0;
  disordered = 0;
  first = 0;
  last = 0;
  cameAt = new Float64Array(1_024);
  private readonly lastOf = new Map<string, number>();

  constructor(private readonly run: string) {}

  take(body: string): void {
    const at = body.indexOf(`"id":"${this.run}-`);
    // Of an earlier round, sent again late.
    if (at < 0) return;
    const n = Number(body.slice(at + 7 + this.run.length, at + 15 + this.run.length));
    const subjectAt = body.indexOf('"subject":"') + 11;
    const subject = body.slice(subjectAt, body.indexOf('"', subjectAt));
    const now = performance.timeOrigin + performance.now();
    while (n >= this.cameAt.length) {
      const wider = new Float64Array(this.cameAt.length * 2);
      wider.set(this.cameAt);
      this.cameAt = wider;
    }
    if (this.cameAt[n] !== 0) {
      this.repeated += 1;
      return;
    }
    this.cameAt[n] = now;
    if (this.first === 0) this.first = now;
    this.last = now;
    this.events += 1;
    if ((this.lastOf.get(subject) ?? -1) > n) this.disordered += 1;
    this.lastOf.set(subject, n);
  }

  private steadily(): number {
    const moments = this.cameAt.filter((at) => at > 0).toSorted();
    const [from, to] = [Math.floor(moments.length * 0.2), Math.floor(moments.length * 0.8)];
    return ((to - from) * 1000) / ((moments[to] ?? 0) - (moments[from] ?? 0));
  }

  received(withTimes: boolean): Received {
    const seconds = (this.last - this.first) / 1000;
    return {
      events: this.events,
      repeated: this.repeated,
      disordered: this.disordered,
      seconds,
      perSecond: this.events / seconds,
      steadyPerSecond: this.steadily(),
      lastAt: this.last,
      cameAt: withTimes ? [...this.cameAt.subarray(0, this.cameAt.findLastIndex((at) => at > 0) + 1)] : [],
    };
  }
}

const contentLength = /\r\ncontent-length: (\d+)/i;
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
let seen: Seen[] = [];
let delays: Manner[] = [];
const servers: Server[] = [];

/** As little of HTTP as the clients of the bench speak, so that the target costs the contestants little. */
function serve(index: number): Server {
  return createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined); // A client that goes is no news.
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      for (;;) {
        const end = heard.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(contentLength.exec(heard)?.[1] ?? 0);
        if (heard.length < end + 4 + length) return;
        if (delays[index] === 'hangUp') return void socket.destroy();
        seen[index]?.take(heard.slice(end + 4, end + 4 + length));
        heard = heard.slice(end + 4 + length);
        answer(index, socket);
      }
    });
  });
}

function answer(index: number, socket: Socket): void {
  const delay = delays[index] ?? 0;
  if (delay === 'never' || delay === 'hangUp') return;
  if (delay === 0) socket.write(ok, 'latin1');
  else setTimeout(() => socket.write(ok, 'latin1'), delay);
}

async function listen(ports: number): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < ports; index += 1) {
    const server = serve(index);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    found.push(typeof address === 'object' && address !== null ? address.port : 0);
  }
  return found;
}

async function awaitEvents(ports: readonly number[], expected: number, seconds: number): Promise<Received[]> {
  const end = performance.now() + seconds * 1000;
  while (!ports.every((port) => (seen[port]?.events ?? 0) >= expected)) {
    if (performance.now() > end)
      throw new TypeError(`Within ${seconds} s came ${ports.map((port) => seen[port]?.events).join(', ')} of ${expected} events`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // What comes twice would come about now.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return ports.map((port) => seen[port]).flatMap((one) => (one ? [one.received(false)] : []));
}

if (require.main === module)
  answerWith((question: TargetQuestion) => {
    switch (question.kind) {
      case 'listen':
        return listen(question.ports);
      case 'reset':
        delays = [...question.delayMs];
        seen = question.delayMs.map(() => new Seen(question.run));
        return true;
      case 'await':
        return awaitEvents(question.ports, question.expected, question.seconds);
      case 'report':
        return seen[question.port]?.received(true);
    }
  });
