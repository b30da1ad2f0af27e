import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Past the room's index: Jest runs this file before it maps names such as #runtime.
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../libs/runtime/src/postgres/embedded-postgres';

export interface OfferedServer {
  /** A GET starts the server, once, and answers `{adminUrl, url}`. */
  readonly address: string;
  close(): Promise<void>;
}

/** One PostgreSQL for a whole run, held by Jest's own process, begun by the first test that wants it. */
export async function offerPostgres(): Promise<OfferedServer> {
  let started: Promise<EmbeddedPostgres> | undefined;
  let folder: string | undefined;
  const begin = (): Promise<EmbeddedPostgres> => {
    folder = mkdtempSync(join(roomyFolder(), 'people-exchange-test-'));
    // Nothing here has to outlive a power cut.
    const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'];
    return startEmbeddedPostgres({ dataDir: folder, settings });
  };
  const path = `/${randomBytes(16).toString('hex')}`;
  const server = createServer((request, answer) => {
    // A connection that is kept may be closed at the very moment somebody asks on it again.
    answer.setHeader('connection', 'close');
    if (request.url !== path) return void answer.writeHead(404).end();
    started ??= begin();
    started.then(
      ({ adminUrl, url }) => answer.end(JSON.stringify({ adminUrl, url })),
      (error: unknown) => answer.writeHead(500).end(String(error)),
    );
  });
  server.unref();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await (await started)?.stop();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In memory where there is room: making databases is what these tests spend their time on. */
function roomyFolder(): string {
  if (!existsSync('/dev/shm')) return tmpdir();
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize >= 2 ** 30 ? '/dev/shm' : tmpdir();
}
