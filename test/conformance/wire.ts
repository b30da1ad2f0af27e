import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../libs/runtime/src/postgres/free-port';

/**
 * `open` lets everything pass; `away` refuses and breaks; `halfOpen` keeps connections and lets nothing pass, as a machine that
 * lost its power; `deafToAnswers` brings requests there and breaks the connection when the answer comes; `slow` brings every
 * answer half a second late.
 */
export type Passage = 'open' | 'away' | 'halfOpen' | 'deafToAnswers' | 'slow';

const lateByMs = 500;

/** A wire on this machine in front of a server, which can be troubled while it is used. It keeps no process alive. */
export class Wire {
  private passage: Passage = 'open';
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server = createServer((client) => this.join(client));

  private constructor(
    readonly port: number,
    private readonly at: { host: string; port: number },
    private readonly losesAnswer: (answer: Buffer) => boolean,
  ) {}

  /** `losesAnswer` looks at what the server says, and where it holds, the wire breaks before it arrives. */
  static async to(at: { host: string; port: number }, losesAnswer: (answer: Buffer) => boolean = () => false): Promise<Wire> {
    const wire = new Wire(await freePort(), { ...at }, losesAnswer);
    await wire.listen();
    return wire;
  }

  /** The server behind has moved to another port. */
  leadTo(port: number): void {
    this.at.port = port;
  }

  async trouble(passage: Passage): Promise<void> {
    const wasAway = this.passage === 'away';
    this.passage = passage;
    if (passage === 'away') return this.cut();
    if (wasAway) await this.listen();
    // What stalled while half open is broken when the machine is back: its kernel knows none of these connections.
    if (passage === 'open') for (const pair of this.pairs) if (pair[0].isPaused()) destroyBoth(pair);
    if (passage === 'halfOpen') for (const pair of this.pairs) pauseBoth(pair);
  }

  async troubleFor(passage: Passage, ms: number): Promise<void> {
    await this.trouble(passage);
    await pause(ms);
    await this.trouble('open');
  }

  /** As when the process behind it is gone: nothing passes any more, and no goodbye was said. */
  async cut(): Promise<void> {
    for (const pair of this.pairs) destroyBoth(pair);
    await new Promise((resolve) => void this.server.close(resolve));
  }

  private async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => void this.server.once('error', reject).listen(this.port, '127.0.0.1', resolve));
    this.server.unref();
  }

  private join(client: Socket): void {
    const upstream = connect(this.at);
    const pair = [client, upstream] as const;
    this.pairs.add(pair);
    const end = (): void => {
      destroyBoth(pair);
      this.pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end).setNoDelay(true);
    client.on('data', (asked) => void upstream.write(asked));
    const late = new LateAnswers(client);
    upstream.on('data', (answer: Buffer) => {
      if (this.passage === 'deafToAnswers' || this.losesAnswer(answer)) end();
      else late.bring(answer, this.passage === 'slow' ? lateByMs : 0);
    });
    if (this.passage === 'halfOpen') pauseBoth(pair);
  }
}

/** Answers on their way to a client, in their order also when the wire is quick again. */
class LateAnswers {
  private underWay = 0;
  private arrived: Promise<void> = Promise.resolve();

  constructor(private readonly client: Socket) {}

  bring(answer: Buffer, afterMs: number): void {
    if (afterMs === 0 && this.underWay === 0) return void this.client.write(answer);
    this.underWay += 1;
    const due = pause(afterMs, undefined, { ref: false });
    this.arrived = Promise.all([this.arrived, due]).then(() => {
      this.underWay -= 1;
      this.client.write(answer);
    });
  }
}

const destroyBoth = (pair: readonly Socket[]): void => pair.forEach((socket) => socket.destroy());
const pauseBoth = (pair: readonly Socket[]): void => pair.forEach((socket) => socket.pause());
