import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * `open` lets everything pass; `away` refuses and breaks; `halfOpen` keeps connections and lets nothing pass, as a machine that
 * lost its power; `deafToAnswers` brings requests there and breaks the connection when the answer comes.
 */
export type Passage = 'open' | 'away' | 'halfOpen' | 'deafToAnswers';

/** A wire on this machine in front of a server, which can be troubled while it is used. */
export class TcpProxy {
  private passage: Passage = 'open';
  private readonly pairs = new Set<readonly [Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private to: number,
  ) {}

  static async before(to: number, port = 0): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(port, '127.0.0.1', resolve));
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    const proxy = new TcpProxy(server, bound, to);
    server.on('connection', (client) => proxy.join(client));
    return proxy;
  }

  /** The server behind has moved to another port. */
  leadTo(port: number): void {
    this.to = port;
  }

  trouble(passage: Passage): void {
    this.passage = passage;
    if (passage === 'away') this.breakAll();
    // What stalled while half open is broken when the machine is back: its kernel knows none of these connections.
    if (passage === 'open') {
      for (const pair of this.pairs) if (pair[0].isPaused()) pair.forEach((socket) => socket.destroy());
    }
    if (passage === 'halfOpen') for (const pair of this.pairs) pair.forEach((socket) => socket.pause());
  }

  breakAll(): void {
    for (const pair of this.pairs) pair.forEach((socket) => socket.destroy());
  }

  close(): void {
    this.server.close();
    this.breakAll();
  }

  private join(client: Socket): void {
    if (this.passage === 'away') return void client.destroy();
    const upstream = connect(this.to, '127.0.0.1');
    const pair = [client, upstream] as const;
    this.pairs.add(pair);
    const end = (): void => {
      pair.forEach((socket) => socket.destroy());
      this.pairs.delete(pair);
    };
    for (const socket of pair) socket.on('error', end).on('close', end).setNoDelay(true);
    client.on('data', (asked) => void upstream.write(asked));
    upstream.on('data', (answer) => (this.passage === 'deafToAnswers' ? end() : void client.write(answer)));
    if (this.passage === 'halfOpen') pair.forEach((socket) => socket.pause());
  }
}
