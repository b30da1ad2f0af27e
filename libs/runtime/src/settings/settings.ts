import { hostname } from 'node:os';
import { resolve } from 'node:path';

/** What every app is told from outside; read once, here and nowhere else. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly eventLog: 'postgres' | 'kafka';
  readonly kafkaBrokers: readonly string[];
  readonly demo: boolean;
  readonly logLevel: string;
  readonly dedupDays: number;
  readonly historyDays: number;
  readonly machine: string;
}

/** Every setting that is missing or wrong, each in a sentence. */
export class SettingsInvalid extends Error {
  readonly code = 'settingsInvalid';
  readonly retriable = false;
  /** sysexits.h EX_CONFIG */
  readonly exitCode = 78;

  constructor(readonly problems: readonly string[]) {
    super(['The settings do not allow a start:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.name = 'SettingsInvalid';
  }
}

/** @throws SettingsInvalid with all problems at once */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  needs: { database?: boolean; port?: number } = {},
): Settings {
  const problems: string[] = [];
  const text = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const whole = (name: string, fallback: number, least: number, most: number): number => {
    const given = text(name);
    const value = given === undefined ? fallback : Number(given);
    if (!Number.isInteger(value) || value < least || value > most)
      problems.push(`${name} is "${given}"; it must be a whole number from ${least} to ${most}`);
    return value;
  };
  const one = (name: string, fallback: string, values: readonly string[]): string => {
    const value = text(name) ?? fallback;
    if (!values.includes(value)) problems.push(`${name} is "${value}"; it must be one of ${values.join(', ')}`);
    return value;
  };
  const eventLog = one('EVENT_LOG', 'postgres', ['postgres', 'kafka']);
  const kafkaBrokers = (text('KAFKA_BROKERS') ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (eventLog === 'kafka' && kafkaBrokers.length === 0)
    problems.push('KAFKA_BROKERS is missing; with EVENT_LOG=kafka it names the brokers, such as localhost:9092');
  for (const broker of kafkaBrokers)
    if (!/^[^\s:]+:\d{1,5}$/.test(broker)) problems.push(`KAFKA_BROKERS holds "${broker}"; each broker is HOST:PORT`);
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    problems.push('DATABASE_URL must begin with postgres:// (its value is not shown here)');
  if (needs.database && databaseUrl === undefined)
    problems.push('DATABASE_URL is missing; an app started alone needs it, such as postgres://USER:PASSWORD@HOST/DATABASE');
  const settings: Settings = {
    port: whole('BRIDGE_PORT', needs.port ?? 3000, 0, 65_535),
    host: text('BRIDGE_HOST') ?? '127.0.0.1',
    dataDir: resolve(text('BRIDGE_DATA_DIR') ?? '.data'),
    databaseUrl,
    eventLog: eventLog === 'kafka' ? 'kafka' : 'postgres',
    kafkaBrokers,
    demo: one('BRIDGE_DEMO', 'on', ['on', 'off']) === 'on',
    logLevel: one('LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    dedupDays: whole('DEDUP_DAYS', 30, 1, 3_650),
    historyDays: whole('HISTORY_DAYS', 400, 1, 36_500),
    machine: hostname(),
  };
  if (problems.length > 0) throw new SettingsInvalid(problems);
  return settings;
}
