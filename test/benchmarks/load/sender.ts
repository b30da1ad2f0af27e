import { connect, type Socket } from 'node:net';
import { answerWith } from '../harness/child';
import { eventText } from './events';

interface Load {
  readonly port: number;
  readonly path: string;
  readonly key?: string;
  readonly connections: number;
  readonly run: string;
  readonly persons: number;
}

/** Sends from many connections, one request at a time on each, as fast as the answers come. */
export interface ClosedLoad extends Load {
  readonly kind: 'closed';
  /** Ends after so many events, or after so many seconds. */
  readonly events?: number;
  readonly seconds?: number;
  /** Not counted, at the beginning. */
  readonly warmUpSeconds?: number;
}

/** Sends at a steady rate whatever the answers do; what is refused is sent again until it is taken. */
export interface OpenLoad extends Load {
  readonly kind: 'open';
  readonly rate: number;
  readonly seconds: number;
}

export interface Sent {
  /** Taken in the counted time, and in all. */
  readonly counted: number;
  readonly taken: number;
  readonly refused: number;
  readonly perSecond: number;
  /** When the first was sent, in milliseconds of the wall clock. */
  readonly startedAt: number;
  /** When each event was due, by number; of an open load. */
  readonly dueAt: readonly number[];
}

const wallClock = (): number => performance.timeOrigin + performance.now();

/** One connection with at most one request under way; opens itself again when it breaks. */
class Line {
  private socket: Socket | undefined;
  private waiting: ((status: number) => void) | undefined;
  private heard = '';

  constructor(
    private readonly port: number,
    private readonly before: string,
  ) {}

  /** The status, or 0 where no answer came. */
  send(body: string): Promise<number> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.open().write(this.before + body, 'latin1');
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    if (this.socket) return this.socket;
    const socket = connect(this.port, '127.0.0.1');
    socket.setNoDelay(true);
    this.heard = '';
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('error', () => undefined); // `close` follows.
    socket.on('close', () => {
      if (this.socket === socket) this.socket = undefined;
      this.answer(0);
    });
    return (this.socket = socket);
  }

  private hear(chunk: Buffer): void {
    this.heard += chunk.toString('latin1');
    const end = this.heard.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.heard)?.[1] ?? 0);
    if (this.heard.length < end + 4 + length) return;
    const status = Number(this.heard.slice(9, 12));
    if (/\r\nconnection: close/i.test(this.heard)) {
      this.socket?.destroy();
      this.socket = undefined;
    }
    this.heard = '';
    this.answer(status);
  }

  private answer(status: number): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(status);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function lineOf(o: ClosedLoad | OpenLoad): Line {
  const length = Buffer.byteLength(eventText(o.run, 0, 0));
  const key = o.key === undefined ? '' : `authorization: Bearer ${o.key}\r\n`;
  const before = `POST ${o.path} HTTP/1.1\r\nhost: 127.0.0.1:${o.port}\r\n${key}content-type: application/cloudevents+json\r\ncontent-length: ${length}\r\n\r\n`;
  return new Line(o.port, before);
}

async function sendClosed(o: ClosedLoad): Promise<Sent> {
  const lines = Array.from({ length: o.connections }, () => lineOf(o));
  const startedAt = wallClock();
  const warm = performance.now() + (o.warmUpSeconds ?? 0) * 1000;
  const end = o.seconds === undefined ? Number.POSITIVE_INFINITY : warm + o.seconds * 1000;
  const most = o.events ?? Number.POSITIVE_INFINITY;
  let [next, counted, taken, refused] = [0, 0, 0, 0];
  let last = warm;
  await Promise.all(
    lines.map(async (line) => {
      while (next < most && performance.now() < end) {
        const n = next;
        next += 1;
        const body = eventText(o.run, n, n % o.persons);
        for (let again = 0; ; again += 1) {
          const status = await line.send(body);
          const now = performance.now();
          if (status >= 200 && status < 300) {
            taken += 1;
            if (now < warm || now > end) break;
            counted += 1;
            last = now;
            break;
          }
          refused += 1;
          if (again > 20) throw new TypeError(`${o.path} on port ${o.port} answers ${status}`);
          await pause(50);
        }
      }
    }),
  );
  for (const line of lines) line.close();
  return { counted, taken, refused, perSecond: (counted * 1000) / (last - warm), startedAt, dueAt: [] };
}

async function sendOpen(o: OpenLoad): Promise<Sent> {
  const idle = Array.from({ length: o.connections }, () => lineOf(o));
  const all = [...idle];
  const due: number[] = [];
  const dueAt: number[] = [];
  const events = Math.round(o.rate * o.seconds);
  const start = performance.now() + 20;
  const startAt = performance.timeOrigin + start;
  let [taken, refused, released] = [0, 0, 0];
  const sendOne = async (line: Line, n: number): Promise<void> => {
    const status = await line.send(eventText(o.run, n, n % o.persons));
    if (status >= 200 && status < 300) taken += 1;
    else {
      refused += 1;
      setTimeout(() => due.unshift(n), 250);
    }
    idle.push(line);
  };
  while (taken < events) {
    const now = performance.now();
    for (; released < events && start + (released * 1000) / o.rate <= now; released += 1) {
      dueAt.push(startAt + (released * 1000) / o.rate);
      due.push(released);
    }
    for (let line = idle.pop(); line !== undefined; line = idle.pop()) {
      const n = due.shift();
      if (n === undefined) {
        idle.push(line);
        break;
      }
      void sendOne(line, n);
    }
    await pause(1);
  }
  for (const line of all) line.close();
  return { counted: taken, taken, refused, perSecond: o.rate, startedAt: startAt, dueAt };
}

if (require.main === module) answerWith((load: ClosedLoad | OpenLoad) => (load.kind === 'closed' ? sendClosed(load) : sendOpen(load)));
