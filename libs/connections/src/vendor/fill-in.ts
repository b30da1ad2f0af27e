import type { AuthenticationDocument } from '#mapping';

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
    const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
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
