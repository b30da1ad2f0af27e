import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { exchangeMigrations } from '#delivery';
import { eventLogMigrations } from '#event-log';
import { migrate, readSettings, type SchemaOwner } from '#runtime';
import { CommandFailed } from './bridge-api';
import type { Wiring } from './commands/context';

/** Who owns tables that are in use; the lead desk's join when it is part of the bridge. */
const owners: readonly SchemaOwner[] = [
  { schema: 'event_log', migrations: eventLogMigrations },
  { schema: 'exchange', migrations: exchangeMigrations },
];

/** What the commands need that is not HTTP. */
export const wiring: Wiring = {
  async migrate() {
    const { databaseUrl } = readSettings(undefined, { database: true });
    await migrate(databaseUrl ?? '', owners);
    return `The tables are up to date: ${owners.map(({ schema }) => schema).join(', ')}.`;
  },
  rebuild: () => Promise.reject(new CommandFailed('rebuild is not part of this version yet.')),
  createTopics: () => Promise.reject(new CommandFailed('topics create is not part of this version yet.')),
  twin: (args) =>
    new Promise((resolve, reject) => {
      const entry = join(__dirname, '../../twin/src/main.js');
      const child = spawn(process.execPath, [entry, ...args], { stdio: 'inherit' });
      // Ctrl-C reaches the twin as well; this process only waits for it.
      const wait = () => undefined;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, wait);
      process.on('SIGTERM', () => child.kill('SIGTERM'));
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 0));
    }),
};
