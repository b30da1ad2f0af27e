import { validateSync } from 'class-validator';
import { maskText } from '../observing/mask';
import { RuntimeError } from '../runtime-error';
import { nearestName } from './nearest-name';
import { declaredNames, type DeclaredSetting, settingsOf } from './setting';
import { Settings } from './settings';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting that is missing or wrong, each in a sentence. */
export class SettingsInvalid extends RuntimeError {
  readonly retriable = false;
  /** EX_CONFIG of sysexits.h */
  readonly exitCode = 78;

  constructor(readonly problems: readonly string[]) {
    super('settingsInvalid', ['The settings do not allow a start:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
  }
}

/** What an app needs of the shared settings: a database of its own to be named, another port unless told. */
export interface Needs {
  readonly database?: boolean;
  readonly port?: number;
}

/** @throws SettingsInvalid with all problems at once */
export function readSettings(environment: Environment = process.env, needs: Needs = {}): Settings {
  return readSettingsAs(Settings, environment, needs);
}

/**
 * Reads a settings class of an app, which extends `Settings` or stands alone.
 * @throws SettingsInvalid with all problems at once
 */
export function readSettingsAs<T extends object>(kind: new () => T, environment: Environment = process.env, needs: Needs = {}): T {
  const settings = new kind();
  const declared = settingsOf(kind.prototype);
  for (const setting of declared) {
    const text = textOf(environment, setting.name);
    const otherwise = setting.name === 'BRIDGE_PORT' ? (needs.port ?? setting.otherwise) : setting.otherwise;
    Reflect.set(settings, setting.property, text === undefined ? otherwise : setting.read(text));
  }
  if (needs.database) Reflect.set(settings, 'databaseNeeded', true);
  const wrong = new Set(validateSync(settings).map(({ property }) => property));
  const problems = declared.filter(({ property }) => wrong.has(property)).map((setting) => problemOf(setting, environment));
  if (problems.length > 0) throw new SettingsInvalid(problems);
  return Object.freeze(settings);
}

/** Names that look like settings and are none, with the one that was probably meant. */
export function settingsWarnings(environment: Environment = process.env): string[] {
  const known = declaredNames();
  return Object.keys(environment)
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      const nearest = nearestName(name, known);
      if (!name.startsWith('BRIDGE_') && nearest?.distance !== 1) return [];
      return [`${name} is no setting and has no effect${nearest ? `; was ${nearest.name} meant?` : ''}`];
    });
}

/** Every setting as it stands, secrets masked, for a line in the log. */
export function shownSettings(settings: object): Record<string, string> {
  const shown = settingsOf(Object.getPrototypeOf(settings)).map(({ name, property, secret }) => {
    const value: unknown = Reflect.get(settings, property);
    if (value === undefined) return [name, '(not set)'];
    return [name, secret ? '(set, not shown)' : maskText(Array.isArray(value) ? value.join(',') : String(value))];
  });
  return Object.fromEntries(shown);
}

function textOf(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined;
}

function problemOf(setting: DeclaredSetting, environment: Environment): string {
  const text = textOf(environment, setting.name);
  if (text === undefined) return `${setting.name} is missing; it must be ${setting.says}`;
  return `${setting.name} is ${setting.secret ? 'not usable (its value is not shown)' : `"${text}"`}; it must be ${setting.says}`;
}
