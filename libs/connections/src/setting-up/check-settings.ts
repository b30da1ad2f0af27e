import { neededForChoice, type PackDocument, type SettingDocument } from '#mapping';
import type { Problem } from '#people-exchange';

export interface CheckedSettings {
  /** What is no secret, defaults filled in. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

const problem = (name: string, rule: string, message: string): Problem => ({ path: `/settings/${name}`, rule, message });

/**
 * Holds what somebody entered against a pack's settings, and tells all problems at once. A secret that is left out stays as it
 * was; it is never shown again.
 */
export function checkSettings(
  document: Pick<PackDocument, 'settings' | 'authentication' | 'base' | 'headers'>,
  given: Readonly<Record<string, unknown>>,
  earlier: Readonly<Record<string, string>> = {},
): CheckedSettings {
  const { settings: wanted } = document;
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  const problems: Problem[] = Object.keys(given)
    .filter((name) => !Object.hasOwn(wanted, name))
    .map((name) => problem(name, 'unknown', `There is no setting "${name}"; there is ${Object.keys(wanted).join(', ')}`));
  const forChoice = neededForChoice(document);
  const valueOf = (name: string): unknown => given[name] ?? wanted[name]?.default;
  for (const [name, setting] of Object.entries(wanted)) {
    const value = given[name] ?? (setting.secret ? earlier[name] : undefined) ?? setting.default;
    if (value === undefined || value === '') {
      const choice = forChoice.get(name);
      // What another way to sign in needs may be left empty.
      if (choice ? valueOf(choice.setting) === choice.is : !setting.optional)
        problems.push(problem(name, 'required', `${setting.label} is needed: ${setting.help}`));
      continue;
    }
    const wrong = wrongWith(setting, value);
    if (wrong !== undefined) problems.push(problem(name, setting.kind ?? 'text', `${setting.label} must be ${wrong}`));
    else if (setting.secret) secrets[name] = String(value);
    else settings[name] = value;
  }
  return { settings, secrets, problems };
}

/** What it should be, or nothing where it is right. */
function wrongWith({ kind = 'text', choices = [] }: SettingDocument, value: unknown): string | undefined {
  switch (kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'on or off (true or false)';
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? undefined : `one of ${choices.join(', ')}`;
    case 'url':
      return typeof value === 'string' && URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol)
        ? undefined
        : 'an address that begins with https:// or http://';
    case 'table':
      return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
        ? undefined
        : 'a table of texts';
    case 'text':
      return typeof value === 'string' && value.length <= 10_000 ? undefined : 'a text of at most 10,000 characters';
  }
}
