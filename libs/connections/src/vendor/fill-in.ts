import type { AuthenticationDocument, SignatureDocument } from '#mapping';
import type { HookSecrets } from './verify-hook';

/** A pack names a setting that the connection does not have. */
export class SettingMissing extends Error {
  readonly code = 'settingMissing';
  readonly retriable = false;

  constructor(readonly facts: { readonly setting: string }) {
    super(`The setting "${facts.setting}" is empty`);
    this.name = 'SettingMissing';
  }
}

type SettingTexts = Readonly<Record<string, unknown>>;

/** Puts settings in the place of `{name}`; what was put in is not looked at again. @throws SettingMissing */
export function fillIn(text: string, settings: SettingTexts): string {
  return text.replaceAll(/\{([^{}]*)\}/gu, (_, name: string) => {
    const value = settings[name];
    // A line's end comes along easily when a key is copied.
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new SettingMissing({ setting: name });
  });
}

/** A pack's authentication with a connection's settings filled in. @throws SettingMissing */
export function authenticationWith(document: AuthenticationDocument, settings: SettingTexts): AuthenticationDocument {
  const filled = Object.entries(document).map(([name, value]) => [
    name,
    typeof value === 'string' ? fillIn(value, settings) : Array.isArray(value) ? value.map((one) => fillIn(String(one), settings)) : value,
  ]);
  // The same members with the same kinds of values.
  return Object.fromEntries(filled) as AuthenticationDocument;
}

/** What verifies a vendor's hooks: a table of keys by their ids, one secret, or several of Standard Webhooks with blanks between. @throws SettingMissing */
export function hookSecretsOf({ scheme, key }: SignatureDocument, settings: SettingTexts): HookSecrets {
  const name = /^\{([^{}]*)\}$/u.exec(key)?.[1];
  const value = name !== undefined && Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).flatMap(([id, text]) => (typeof text === 'string' ? [[id, text]] : [])));
  const text = fillIn(key, settings);
  return scheme === 'standardWebhooks' ? text.split(/\s+/u) : [text];
}
