import { chain } from './global-setup';
import type { OfferedServer } from './postgres/offered-server';

type Held = typeof globalThis & { offeredPostgres?: OfferedServer };

export default async function globalTeardown(): Promise<void> {
  await chain('kafka/global-teardown.cjs');
  await (globalThis as Held).offeredPostgres?.close();
}
