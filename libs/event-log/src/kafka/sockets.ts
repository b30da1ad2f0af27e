import { connect, isIP, type Socket } from 'node:net';
import { connect as secure, type ConnectionOptions } from 'node:tls';

export type OpenSocket = (at: { host: string; port: number }) => Socket;

const produce = 0;
const keepAliveMs = 60_000;

/** The connections of one kafkajs client: they can be ended for good, and it is seen whether a produce request was written. */
export class Sockets {
  /** Produce requests handed to the network so far. */
  produced = 0;
  private readonly open = new Set<Socket>();
  private ended = false;

  constructor(
    private readonly openSocket: OpenSocket = connect,
    private readonly tls?: ConnectionOptions,
  ) {}

  readonly factory = ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
    const socket = this.connectTo(host, port);
    this.open.add(socket);
    socket.on(this.tls === undefined ? 'connect' : 'secureConnect', onConnect);
    socket.on('close', () => this.open.delete(socket));
    socket.setKeepAlive(true, keepAliveMs);
    this.watch(socket);
    if (this.ended) socket.destroy(new ConnectionEnded());
    return socket;
  };

  /** No request leaves any more, and none of kafkajs's attempts reaches a broker. */
  end(): void {
    this.ended = true;
    // A connection that was said goodbye on waits for nothing; the others are told why their answers never come.
    for (const socket of this.open) socket.destroy(socket.writableEnded ? undefined : new ConnectionEnded());
  }

  private connectTo(host: string, port: number): Socket {
    const plain = this.openSocket({ host, port });
    if (this.tls === undefined) return plain;
    // `host` is what the certificate must name; `servername` may be no address.
    return secure({ ...this.tls, socket: plain, host, servername: isIP(host) ? undefined : host });
  }

  private watch(socket: Socket): void {
    const write = socket.write.bind(socket);
    // kafkajs writes one whole request at a time: its size in four bytes, then the number of the call in two.
    const watched = (chunk: Buffer, ...rest: [BufferEncoding]): boolean => {
      if (chunk.length > 6 && chunk.readInt16BE(4) === produce) this.produced += 1;
      return write(chunk, ...rest);
    };
    // One of several overloads, the one kafkajs calls.
    socket.write = watched as typeof socket.write;
  }
}

/** This client was closed. */
class ConnectionEnded extends Error {
  readonly code = 'connectionEnded';
  readonly retriable = false;

  constructor() {
    super('The connection was closed on this side');
    this.name = 'ConnectionEnded';
  }
}
