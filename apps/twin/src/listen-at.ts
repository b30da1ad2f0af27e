import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Resolves to where the server listens. @param port 0 picks a free one */
export async function listenAt(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A server that listens on TCP always answers with an AddressInfo.
  const bound = server.address() as AddressInfo;
  return `http://${host}:${bound.port}`;
}
