import { isError } from '../error-code';
import { createLogger, type Logger } from '../observing/logger';
import { maskText } from '../observing/mask';
import { type Needs, readSettings, SettingsInvalid, settingsWarnings } from '../settings/read-settings';
import type { Settings } from '../settings/settings';
import { Shutdown } from '../stopping/shutdown';

/** What a process has before it does anything. */
export interface ProcessGround {
  readonly settings: Settings;
  readonly log: Logger;
  readonly shutdown: Shutdown;
}

/**
 * Runs an app as a process: settings, log, ordered stop. A start that fails says why in a sentence, gives back what it had
 * opened, and ends with 78 where a setting is the reason, else with 1.
 */
export async function runProcess(
  name: string,
  needs: Needs & { readonly oneShot?: boolean },
  start: (ground: ProcessGround) => Promise<void>,
): Promise<void> {
  const settings = settingsOrExit(needs);
  // A command that does one thing and ends tells its result; that it stops is no news.
  const log = createLogger({ name, level: needs.oneShot && settings.logLevel === 'info' ? 'warn' : settings.logLevel });
  for (const warning of settingsWarnings()) log.warn(warning);
  const shutdown = new Shutdown({ log });
  // A program in an unknown state is worse than none: whatever was taken is durable, and the next start goes on.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'something unexpected ended this process');
    process.exit(70);
  });
  // Whoever reads our output may go before us; that is no reason to fall over.
  for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined); // nobody is left to be told
  shutdown.listen();
  try {
    await start({ settings, log, shutdown });
  } catch (error) {
    const asked = shutdown.begun;
    if (!asked) log.level = 'warn'; // How it stops is no news beside why it did not start.
    await shutdown.run('the start did not succeed');
    if (!asked) process.stderr.write(`\n${maskText(isError(error) ? error.message : String(error))}\n`);
    process.exit(asked ? 0 : exitCodeOf(error));
  }
}

function settingsOrExit(needs: Needs): Settings {
  try {
    return readSettings(process.env, needs);
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
}

function exitCodeOf(error: unknown): number {
  return error instanceof SettingsInvalid ? error.exitCode : 1;
}
