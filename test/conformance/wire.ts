import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** On this machine, in front of the server. */
  readonly port: number;
  /** As when the process behind it is gone: nothing passes any more, and no goodbye was said. */
  cut(): void;
}

/** A wire to a server; `losesAnswer` looks at what the server says, and where it holds, the wire breaks before it arrives. */
export async function wireTo(at: { host: string; port: number }, losesAnswer?: (answer: Buffer) => boolean): Promise<Wire> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(at);
    const both = [client, upstream];
    const end = (): void => both.forEach((socket) => (socket.destroy(), open.delete(socket)));
    for (const socket of both) {
      open.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (asked) => void upstream.write(asked));
    upstream.on('data', (answer: Buffer) => (losesAnswer?.(answer) ? end() : void client.write(answer)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('A wire needs a port');
  return {
    port: address.port,
    cut: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
