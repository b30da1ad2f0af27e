import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createTopics, kafkaConnectionOf } from '#event-log';
import { readSettings } from '#runtime';
import { CommandFailed } from './bridge-api';
import type { Wiring } from './commands/context';

/** What the commands need that is not HTTP: an app that does the work as a process of its own. */
export const wiring: Wiring = {
  migrate: () => succeed('bridge', ['migrate']),
  rebuild: () => succeed('bridge', ['rebuild']),
  createTopics: async (asked) => {
    const settings = readSettings();
    if (settings.kafkaBrokers.length === 0)
      throw new CommandFailed('KAFKA_BROKERS is missing: HOST:PORT of each broker, separated by commas.', 78);
    const made = await createTopics({
      ...kafkaConnectionOf(settings),
      partitions: asked.partitions ?? settings.logPartitions,
      replication: asked.replication ?? settings.logReplication,
      retentionDays: asked.retentionDays ?? settings.logRetentionDays,
    });
    return made
      .map((one) => `${one.topic}: ${one.made ? 'made' : 'there already'}, ${one.partitions} partitions, ${one.replication} copies`)
      .join('\n');
  },
  twin: (args) => run('twin', args),
};

async function succeed(app: string, args: readonly string[]): Promise<void> {
  const code = await run(app, args);
  if (code !== 0) throw new CommandFailed(`${app} ${args.join(' ')} ended with ${code}; the reason stands above.`, code === 78 ? 78 : 1);
}

function run(app: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(__dirname, `../../${app}/src/main.js`), ...args], { stdio: 'inherit' });
    // Ctrl-C reaches the child as well; this process only waits for it.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
