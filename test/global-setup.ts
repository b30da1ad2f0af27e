import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { offerPostgres, type OfferedServer } from './postgres/offered-server';

type Held = typeof globalThis & { offeredPostgres?: OfferedServer };

/** What all tests of a run share, begun once. Each of these starts nothing until a test asks. */
export default async function globalSetup(): Promise<void> {
  const offered = await offerPostgres();
  // Jest keeps nothing else between setup and teardown.
  (globalThis as Held).offeredPostgres = offered;
  process.env['TEST_POSTGRES_OFFER'] = offered.address;
  await chain('kafka/global-setup.cjs');
}

export async function chain(file: string): Promise<void> {
  const path = join(__dirname, file);
  if (!existsSync(path)) return;
  const step: unknown = require(path);
  if (typeof step === 'function') await step();
}
