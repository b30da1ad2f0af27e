import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { exchangeMigrations } from '#delivery';
import { eventLogMigrations } from '#event-log';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#runtime';

let server: Promise<{ postgres: EmbeddedPostgres; folder: string }> | undefined;

/** In memory where there is room: making databases is what the tests spend their time on. */
function testFolder(): string {
  const roomy = existsSync('/dev/shm') && statfsSync('/dev/shm').bavail * statfsSync('/dev/shm').bsize > 2 ** 30;
  return mkdtempSync(join(roomy ? '/dev/shm' : tmpdir(), 'people-exchange-test-'));
}

async function start(): Promise<{ postgres: EmbeddedPostgres; folder: string }> {
  const folder = testFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  await migrate(postgres.url, [
    { schema: 'event_log', migrations: eventLogMigrations },
    { schema: 'exchange', migrations: exchangeMigrations },
  ]);
  return { postgres, folder };
}

/** A migrated database of the test's own, reached as the plain role. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  server ??= start();
  const { postgres } = await server;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(postgres, `create database ${name} template bridge owner bridge strategy file_copy`);
  return { url: postgres.url.replace(/\/bridge$/, `/${name}`), drop: () => asAdmin(postgres, `drop database ${name} with (force)`) };
}

/** Ends the spec file's server; call it in `afterAll`. */
export async function endPostgres(): Promise<void> {
  if (!server) return;
  const { postgres, folder } = await server;
  server = undefined;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function asAdmin(postgres: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new Client({ connectionString: postgres.adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
